// 13.6: ** is right-associative; its special cases.
// traced: [{"a": 2, "b": 10}]
// run: [{"a": -3, "b": 3}, {"a": 0, "b": 0}, {"a": 10, "b": 15}]
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
  let { a, b } = body;
  const out = [a ** b, 2 ** 3 ** 2, (-2) ** 2, a ** 0, NaN ** 0, 1 ** Infinity, (-8) ** (1 / 3), 0 ** -1, (-0) ** 3];
  a **= 2;
  respond(show([out, a]));
});
