// 21.4: differences and sums of dates.
// traced: [{"a": "2024-01-15", "b": "2024-03-01"}]
// run: [{"a": "2023-12-31", "b": "2024-01-01"}, {"a": "2024-05-05", "b": "2024-05-05"}]
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
  const a = new Date(body.a), b = new Date(body.b);
  const days = (b - a) / 86400000;
  const next = new Date(a);
  next.setUTCDate(a.getUTCDate() + 30);
  const dates = [];
  for (const d = new Date(a); d < b && dates.length < 4; d.setUTCDate(d.getUTCDate() + 14)) dates.push(d.toISOString().slice(0, 10));
  respond(show([days, next.toISOString(), dates, a < b, a > b, a <= b, +a === +b, a === b, Math.abs(a - b), new Date(Math.max(a, b)).toISOString()]));
});
