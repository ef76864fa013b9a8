// 21.3.2: sqrt, hypot, pow with exact results, abs.
// traced: [{"n": [0, 1, 4, 2, -4, 144]}]
// run: [{"n": [1e10, 0.25, 3]}]
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
  respond(show([body.n.map(n => [Math.sqrt(n), Math.abs(n), Math.abs(-n), Math.pow(n, 2), Math.pow(n, 0), Math.cbrt(n * n * n) === n]), Math.hypot(3, 4), Math.hypot(), Math.pow(2, -1), Math.abs('-7'), Math.abs(null), Math.sqrt('9')]));
});
