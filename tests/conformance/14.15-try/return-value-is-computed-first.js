// 14.15: the value of return is computed before finally runs and is not changed by it.
// traced: [{"n": 5}]
// run: [{"n": 6}]
const { listen, respond } = require('containerless');

// Tells apart what JSON does not: -0, NaN, undefined, holes.
function show(v) {
  if (Array.isArray(v)) return '[' + v.map(show).join() + ']';
  if (typeof v === 'object' && v !== null) return '{' + Object.keys(v).map(k => k + ':' + show(v[k])).join() + '}';
  if (typeof v === 'function') return 'function';
  return typeof v === 'string' ? JSON.stringify(v) : Object.is(v, -0) ? '-0' : String(v);
}
show([-0, 'text', { a: show }]); // so that the trace has seen all of it

listen(({ body }) => {
  let n = body.n;
  const f = () => { try { return n; } finally { n = 'changed'; } };
  const o = { v: 1 };
  const g = () => { try { return o; } finally { o.v = 'mutated'; } };
  respond(show([f(), n, g()]));
});
