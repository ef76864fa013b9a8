// 27.5: next(v) is the value of the yield that waits; the first one's is dropped.
// traced: [{"v": ["a", "b", "c"]}]
// run: [{"v": [1, null]}, {"v": []}]
const { listen, respond } = require('containerless');

// Tells apart what JSON does not: -0, NaN, undefined, holes.
function show(v) {
  if (Array.isArray(v)) return '[' + v.map(show).join() + ']';
  if (typeof v === 'object' && v !== null) return '{' + Object.keys(v).map(k => k + ':' + show(v[k])).join() + '}';
  if (typeof v === 'function') return 'function';
  return typeof v === 'string' ? JSON.stringify(v) : Object.is(v, -0) ? '-0' : String(v);
}
show([-0, 'text', { a: show }]); // so that the trace has seen all of it

function* g() {
  const log = [];
  while (log.length < 3) log.push(yield log.length);
  return log;
}

listen(({ body }) => {
  const it = g();
  const out = [it.next('dropped')];
  for (const v of body.v) out.push(it.next(v));
  respond(show(out));
});
