// 25.5.2.3: escapes in strings: controls, quotes, lone surrogates, line separators.
// traced: [{"s": "a\"b\\c/\n\t\u0001é😀"}]
// run: [{"s": "\u2028\u2029\u007f\u0000"}, {"s": ""}]
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
  const lone = body.s + '\ud800' + '\udc00\ud800';
  respond(show([JSON.stringify(body.s), JSON.stringify(lone), JSON.stringify({ [body.s]: 1 }), JSON.parse(JSON.stringify(lone)) === lone, JSON.stringify('\b\f\v')]));
});
