// 21.4: an invalid date: NaN everywhere, a RangeError from toISOString, null in JSON.
// traced: [{"s": "2024-99-99"}]
// run: [{"s": "2024-02-29T99:00:00Z"}]
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
  const d = new Date(body.s);
  let error;
  try {
    d.toISOString();
  } catch (e) {
    error = e.name + ': ' + e.message;
  }
  respond(show([d.getTime(), d.getUTCFullYear(), String(d), d.toJSON(), JSON.stringify([d]), error, new Date(NaN).getTime(), new Date(undefined).getTime(), new Date(8.64e15 + 1).getTime(), new Date(8.64e15).getTime()]));
});
