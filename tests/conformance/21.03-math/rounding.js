// 21.3.2: floor, ceil, round, trunc and sign, -0 included.
// traced: [{"n": [0, 0.5, 1.5, -0.5, -1.5, 2.4, -2.6, 1e20]}]
// run: [{"n": [0.49999999999999994, -0.2, 4503599627370495.5, -7, 2147483648.5]}]
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
  respond(show(body.n.map(n => [Math.floor(n), Math.ceil(n), Math.round(n), Math.trunc(n), Math.sign(n), Math.fround(n)])));
});
