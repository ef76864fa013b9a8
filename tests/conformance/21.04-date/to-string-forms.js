// 21.4.4: the text forms of a date in UTC.
// traced: [{"t": 1709209845678}]
// run: [{"t": 0}, {"t": -62198755200000}]
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
  const d = new Date(body.t);
  respond(show([d.toString(), d.toDateString(), d.toTimeString(), d.toUTCString(), String(d), d + 1, `${d}`]));
});
