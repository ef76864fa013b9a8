// 22.1.3: slice, substring and substr over all signs and orders of indices.
// traced: [{"s": "abcdef", "i": [0, 2, -2, 9, -9]}]
// run: [{"s": "", "i": [0, 1, -1]}, {"s": "x😀y", "i": [1, 2, 3]}, {"s": "abc", "i": [1.9, -1.5, 4294967296]}]
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
  respond(show(i.map(a => [s.slice(a), s.substring(a), s.substr(a), i.map(b => s.slice(a, b) + '|' + s.substring(a, b) + '|' + s.substr(a, b))])));
});
