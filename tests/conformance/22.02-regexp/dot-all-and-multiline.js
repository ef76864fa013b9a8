// 22.2.1: the s flag makes . match line ends.
// traced: [{"s": "a\nb"}]
// run: [{"s": "a\r\nb"}, {"s": "a\u2028b"}, {"s": "ab"}]
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
  respond(show([/a.b/.test(s), /a.b/s.test(s), /a.*b/s.exec(s)?.[0].length, /a[^]b/.test(s), /^b/m.test(s), /a$/m.test(s), /a$/.test(s)]));
});
