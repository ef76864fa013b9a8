// 13.7: operands that are not numbers are converted, left first.
// traced: [{"a": "6", "b": "3"}]
// run: [{"a": "x", "b": "2"}, {"a": "", "b": " 4 "}]
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
  respond(show([a * b, a / b, a % b, a - b, a * null, a * undefined, true * b, [a] * [b], a * '']));
});
