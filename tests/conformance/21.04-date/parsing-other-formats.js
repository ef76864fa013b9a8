// 21.4.3.2: Date.parse also takes the forms that toString and toUTCString give.
// traced: [{"s": "Thu, 29 Feb 2024 12:30:45 GMT"}]
// run: [{"s": "Thu Feb 29 2024 12:30:45 GMT+0000 (Coordinated Universal Time)"}, {"s": "not a date"}]
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
  respond(show([Date.parse(body.s), new Date(body.s).getTime()]));
});
