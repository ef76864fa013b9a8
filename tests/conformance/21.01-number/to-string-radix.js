// 21.1.3.6: toString with a radix, of integers, fractions and negatives.
// traced: [{"n": [255, -255, 0, 0.5, 3.75], "r": 16}]
// run: [{"n": [255, 4294967295, 1e21, -0.1], "r": 2}, {"n": [35, 1295, 0.3], "r": 36}]
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
  respond(show(body.n.map(n => [n.toString(body.r), n.toString(), n.toString(10)])));
});
