// 21.1.3: toPrecision and toExponential.
// traced: [{"n": [0, 1.25, 123456, 0.00001234, -9.99], "d": 3}]
// run: [{"n": [1e21, 1e-10, 99999, 0.5, 25], "d": 1}]
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
  respond(show(body.n.map(n => [n.toPrecision(body.d), n.toExponential(body.d), n.toExponential(), n.toPrecision()])));
});
