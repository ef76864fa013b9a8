// 7.1.6, 7.1.7: bitwise operators wrap to 32 bits.
// traced: [{"n": [0, 1.9, -1.9, 2147483647, 2147483648, 4294967295, 4294967296, -2147483649]}]
// run: [{"n": [1e21, -1e21, 123456789012, 0.5, -0.5, 6442450943.9, 9007199254740991]}]
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
  respond(show(body.n.map(n => [n | 0, n >>> 0, ~n, ~~n, n & 255, n ^ 1, n << 1, n >> 1])));
});
