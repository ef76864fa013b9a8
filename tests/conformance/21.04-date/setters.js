// 21.4.4: setters change the date in place, carry over, and give the new time.
// traced: [{"d": 31}]
// run: [{"d": 0}, {"d": 400}]
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
  const d = new Date(Date.UTC(2024, 0, 1));
  const out = [d.setUTCDate(body.d), d.toISOString(), d.setUTCMonth(13), d.setUTCFullYear(2023, 1, 29), d.setUTCHours(25), d.setUTCMinutes(-1), d.setUTCSeconds(90), d.setUTCMilliseconds(5000), d.setTime(86400000), d.toISOString(), d.setUTCHours(1, 2, 3, 4), d.toISOString(), d.setUTCDate(NaN), d.getTime()];
  respond(show(out));
});
