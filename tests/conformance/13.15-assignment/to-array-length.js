// 10.4.2: writing length truncates and extends; writing past the end leaves holes.
// traced: [{"n": 2}]
// run: [{"n": 0}, {"n": 5}]
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
  const a = [1, 2, 3];
  a.length = body.n;
  const truncated = a.slice();
  a[4] = 'far';
  respond(show([truncated, a, a.length, 3 in a, a.length = 1, a]));
});
