// 13.3.2: reading a member of undefined or null: the TypeError's message names the member.
// traced: [{"o": {}}, {"o": {"a": {"b": 1}}}]
// run: [{"o": {"a": null}}, {"o": {"a": {"b": 2}}}]
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
  const out = [];
  try {
    out.push(body.o.a.b);
  } catch (e) {
    out.push(e.name, e.message, e instanceof TypeError);
  }
  try {
    out.push(body.o['a']['b']);
  } catch (e) {
    out.push(e.message);
  }
  respond(show(out));
});
