// 13.12: & | ^ over int32 and what is converted to it.
// traced: [{"a": [5, -1, 4294967295], "b": [3, 0]}, {"a": ["7", null, 2.9], "b": [2147483648, -2]}]
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
  respond(show(body.a.map(a => body.b.map(b => [a & b, a | b, a ^ b, ~a & b]))));
});
