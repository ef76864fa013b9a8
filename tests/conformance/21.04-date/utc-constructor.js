// 21.4.3.4: Date.UTC carries over, and takes two-digit years as 19xx.
// traced: [{"y": 2024, "m": 0, "d": 31}]
// run: [{"y": 2023, "m": 14, "d": -5}, {"y": 99, "m": 11, "d": 400}]
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
  const { y, m, d } = body;
  respond(show([Date.UTC(y, m, d), Date.UTC(y), Date.UTC(y, m), Date.UTC(y, m, d, 24, 60, 60, 1000), Date.UTC(), Date.UTC(NaN), new Date(Date.UTC(y, m, d)).toISOString()]));
});
