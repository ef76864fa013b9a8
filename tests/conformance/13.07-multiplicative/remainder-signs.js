// 13.7.1: the remainder has the sign of the dividend, -0 included.
// traced: [{"a": 5, "b": 3}, {"a": -6, "b": 3}]
// run: [{"a": -5.5, "b": 2}, {"a": 6, "b": -3}, {"a": -1, "b": 1}]
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
  respond(show([a % b, -a % b, a % -b, -a % -b, (a % b) * 1, 0 % b, -0 % b, a % Infinity]));
});
