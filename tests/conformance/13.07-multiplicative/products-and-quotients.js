// 13.7: * / % with signs, zeros, infinities and conversions.
// traced: [{"a": [7, -7, 0, 2.5], "b": [2, -2, 3]}]
// run: [{"a": [2147483647, -2147483648, 1e308], "b": [2147483647, 10, -1]}]
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
  respond(show(body.a.map(a => body.b.concat(0, Infinity).map(b => [a * b, a / b, a % b, -a % b]))));
});
