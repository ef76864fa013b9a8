// 13.3.2: writing a member of undefined or null throws after the right side is evaluated.
// traced: [{"o": {}}, {"o": {"a": {}}}]
// run: [{"o": {"a": null}}]
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
    body.o.a.b = (out.push('right side'), 1);
    out.push('written');
  } catch (e) {
    out.push(e.name, e.message);
  }
  respond(show(out));
});
