// 21.1.3.3: toFixed rounds the exact value.
// traced: [{"n": [0, 1.005, 1.45, -1.5, 123.456, 0.000001234], "d": 2}]
// run: [{"n": [2.5, 1e21, 1.255, -0.0001, 10.235, 999.995], "d": 1}, {"n": [0.5, 1.5, 2.5], "d": 0}, {"n": [0.1], "d": 20}]
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
  respond(show([body.n.map(n => n.toFixed(body.d)), body.n.map(n => n.toFixed()), (-0).toFixed(1), NaN.toFixed(2), Infinity.toFixed(1)]));
});
