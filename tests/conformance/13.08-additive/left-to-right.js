// 13.8.1: chains of + group from the left, so where the first string stands matters.
// traced: [{"a": 1, "b": 2, "s": "x"}]
// run: [{"a": 0.1, "b": 0.2, "s": ""}, {"a": -1, "b": 1, "s": "yy"}]
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
  const { a, b, s } = body;
  respond(show([a + b + s, s + a + b, a + (b + s), a + s + b, a - -b + s, +s + a, a + +b]));
});
