// 13.8: sums and differences in doubles, no reassociation.
// traced: [{"v": [0.1, 0.2, 0.3, 1e16, 1, -1e16]}]
// run: [{"v": [1e308, 1e308, -1e308, 4.35, 0.07]}, {"v": []}]
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
  let sum = 0, difference = 0, product = 1;
  for (const v of body.v) {
    sum += v;
    difference -= v;
    product *= v;
  }
  respond(show([sum, difference, product, body.v.reduce((a, b) => a + b, 0), body.v.reduceRight((a, b) => a + b, 0)]));
});
