// 27.5: yield* over generators and other iterables; its value is what they return.
// traced: [{"a": [1, 2]}]
// run: [{"a": []}, {"a": ["x"]}]
const { listen, respond } = require('containerless');

// Tells apart what JSON does not: -0, NaN, undefined, holes.
function show(v) {
  if (Array.isArray(v)) return '[' + v.map(show).join() + ']';
  if (typeof v === 'object' && v !== null) return '{' + Object.keys(v).map(k => k + ':' + show(v[k])).join() + '}';
  if (typeof v === 'function') return 'function';
  return typeof v === 'string' ? JSON.stringify(v) : Object.is(v, -0) ? '-0' : String(v);
}
show([-0, 'text', { a: show }]); // so that the trace has seen all of it

function* inner(a) {
  const got = yield 'inner first';
  yield* a;
  return 'inner returned ' + got;
}
function* outer(a) {
  const r = yield* inner(a);
  yield r;
  const s = yield* 'hi';
  yield s;
  yield* new Set(a);
}

listen(({ body }) => {
  const it = outer(body.a);
  const out = [it.next(), it.next('sent')];
  for (let r = it.next(); !r.done; r = it.next()) out.push(r.value);
  respond(show([out, [...outer(body.a)].length]));
});
