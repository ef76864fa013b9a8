// 13.8: sums of integers leave int32 without wrapping.
// traced: [{"a": 2147483647, "b": 1}]
// run: [{"a": 2147483647, "b": 2147483647}, {"a": -2147483648, "b": -1}]
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
  const { a, b } = body;
  respond(show([a + b, a - b, a * b, (a + b) | 0, -a - b, a + b + a + b]));
});
