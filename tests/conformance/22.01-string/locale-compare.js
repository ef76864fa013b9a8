// 22.1.3.12: localeCompare of plain letters.
// traced: [{"a": "a", "b": "b"}]
// run: [{"a": "a", "b": "a"}, {"a": "b", "b": "A"}, {"a": "", "b": "x"}]
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
  respond(show([body.a.localeCompare(body.b), body.b.localeCompare(body.a), ['b', 'a', 'c'].sort((x, y) => x.localeCompare(y))]));
});
