// 22.1.3: charAt, charCodeAt, codePointAt, at and indexing, inside and outside.
// traced: [{"s": "a😀", "i": [0, 1, 2, 3, -1]}]
// run: [{"s": "", "i": [0]}, {"s": "xyz", "i": [1.7, -2, 99]}]
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
  const { s, i } = body;
  respond(show(i.map(k => [s.charAt(k), s.charCodeAt(k), s.codePointAt(k), s.at(k), s[k]])));
});
