// 21.4.4: a date from ISO text, and its parts in UTC.
// traced: [{"d": "2024-02-29T12:34:56.789Z"}]
// run: [{"d": "1969-12-31T23:59:59.999Z"}, {"d": "2000-01-01"}, {"d": "0001-01-01T00:00:00Z"}]
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
  const d = new Date(body.d);
  respond(show([d.getTime(), d.toISOString(), d.toJSON(), JSON.stringify({ d }), d.getUTCFullYear(), d.getUTCMonth(), d.getUTCDate(), d.getUTCDay(), d.getUTCHours(), d.getUTCMinutes(), d.getUTCSeconds(), d.getUTCMilliseconds(), +d, typeof d]));
});
