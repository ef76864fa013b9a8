// 21.1: what people do with money.
// traced: [{"prices": [0.1, 0.2, 19.99], "tax": 0.07}]
// run: [{"prices": [], "tax": 0.19}, {"prices": [4.35, 1.005], "tax": 0}]
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
  const sum = body.prices.reduce((a, b) => a + b, 0);
  const gross = Math.round(sum * (1 + body.tax) * 100) / 100;
  respond(show([sum, gross, gross.toFixed(2), (sum * 100 | 0) / 100, Math.floor(sum), +(sum * 1.1).toFixed(2), String(gross).split('.')]));
});
