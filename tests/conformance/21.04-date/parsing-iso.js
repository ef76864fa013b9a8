// 21.4.1.32: what of the ISO format parses.
// traced: [{"s": ["2024", "2024-05", "2024-05-06", "2024-05-06T07:08Z", "2024-05-06T07:08:09.1Z", "2024-05-06T07:08:09+02:00"]}]
// run: [{"s": ["2024-05-06T24:00:00Z", "+002024-05-06T00:00:00Z", "-000001-01-01T00:00:00Z", "2024-05-06T07:08:09-11:30", "2024-13-01", "2024-02-30T00:00:00Z"]}]
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
  respond(show(body.s.map(s => [Date.parse(s), new Date(s).getTime()])));
});
