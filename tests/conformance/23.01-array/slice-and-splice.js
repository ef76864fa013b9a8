// 23.1.3: slice copies, splice changes; negative and missing arguments.
// traced: [{"a": [0, 1, 2, 3, 4], "i": 1, "n": 2}]
// run: [{"a": [0, 1, 2], "i": -1, "n": 5}, {"a": [], "i": 0, "n": 0}, {"a": [1, 2, 3], "i": 9, "n": -1}]
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
  const { i, n } = body;
  const copies = [body.a.slice(i), body.a.slice(i, n), body.a.slice(), body.a.slice(-2), body.a.slice(undefined, 1)];
  const a = body.a.slice(), b = body.a.slice(), c = body.a.slice();
  respond(show([copies, a.splice(i, n), a, b.splice(i, n, 'x', 'y', 'z'), b, c.splice(i), c, c.splice(), c]));
});
