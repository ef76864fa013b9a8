// 21.1.3: digits and radix out of range are RangeErrors.
// traced: [{"d": 101}, {"d": 2}]
// run: [{"d": -1}, {"d": 1000}]
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
  const log = [];
  for (const work of [() => (1.5).toFixed(body.d), () => (1.5).toPrecision(body.d), () => (1.5).toExponential(body.d), () => (10).toString(body.d)]) {
    try {
      log.push(work());
    } catch (e) {
      log.push(e.name + ': ' + e.message);
    }
  }
  respond(show(log));
});
