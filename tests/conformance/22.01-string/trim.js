// 22.1.3: trim, trimStart and trimEnd take every white space and line end.
// traced: [{"s": "  \t\n x y \r\n "}]
// run: [{"s": "\u00a0\u2003\ufeffa\u2028\u2029"}, {"s": "   "}, {"s": "\u200bx\u200b"}, {"s": ""}]
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
  const { s } = body;
  respond(show([s.trim(), s.trimStart(), s.trimEnd(), s.trim().length]));
});
