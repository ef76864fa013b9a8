// 21.3.2: logarithms, exponentials and trigonometry as the pinned Node computes them.
// traced: [{"x": [0, 1, 0.5, 2, 10]}]
// run: [{"x": [3, 0.1, 100, -1, 1e-5]}]
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
  respond(show(body.x.map(x => [Math.log(x), Math.log2(x), Math.log10(x), Math.log1p(x), Math.exp(x), Math.expm1(x), Math.sin(x), Math.cos(x), Math.tan(x), Math.atan(x), Math.atan2(x, 2), Math.asin(x), Math.acos(x), Math.sinh(x), Math.cosh(x), Math.tanh(x), Math.cbrt(x)])));
});
