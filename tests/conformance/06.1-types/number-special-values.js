// 6.1.6.1: NaN, the infinities and -0 through arithmetic, comparison and printing.
// traced: [{"z": 0, "n": 5}]
// run: [{"z": 0, "n": -7}, {"z": 0, "n": 0.25}]
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
  const { z, n } = body;
  const nan = z / z, inf = n / z, negative = -z;
  respond(show([nan, inf, -inf, negative, nan === nan, negative === z, inf - inf, inf * z, n % z, z % n, negative + negative,
    negative + z, negative * n, 1 / negative, Math.max(negative, z), nan > 1, nan <= 1, !nan]));
});
