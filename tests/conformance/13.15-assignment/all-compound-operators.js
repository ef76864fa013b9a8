// 13.15: every compound operator on numbers.
// traced: [{"a": 7, "b": 2}]
// run: [{"a": -9, "b": 4}, {"a": 100, "b": 7}]
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
  const { b } = body;
  let add = body.a, sub = body.a, mul = body.a, div = body.a, rem = body.a, pow = body.a, and = body.a, or = body.a, xor = body.a, shl = body.a, shr = body.a, ushr = body.a;
  add += b; sub -= b; mul *= b; div /= b; rem %= b; pow **= b; and &= b; or |= b; xor ^= b; shl <<= b; shr >>= b; ushr >>>= b;
  respond(show([add, sub, mul, div, rem, pow, and, or, xor, shl, shr, ushr]));
});
