// 22.1: letters and codes.
// traced: [{"s": "Hello, World", "k": 3}]
// run: [{"s": "xyz ABC", "k": 25}, {"s": "", "k": 1}, {"s": "A man a plan", "k": -1}]
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
  const shift = (c, base, k) => String.fromCharCode(((c.charCodeAt(0) - base + k) % 26 + 26) % 26 + base);
  const caesar = (s, k) => s.split('').map(c => (c >= 'a' && c <= 'z' ? shift(c, 97, k) : c >= 'A' && c <= 'Z' ? shift(c, 65, k) : c)).join('');
  const clean = body.s.toLowerCase().split('').filter(c => c >= 'a' && c <= 'z');
  respond(show([caesar(body.s, body.k), caesar(caesar(body.s, body.k), -body.k) === body.s, clean.join('') === clean.reverse().join('')]));
});
