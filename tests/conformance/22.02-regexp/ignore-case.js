// 22.2.1: the i flag, beyond ASCII too.
// traced: [{"s": "Hello HELLO"}]
// run: [{"s": "ÀÉ straße"}, {"s": "ſ K"}, {"s": "Ωω ΣΣσς"}]
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
  respond(show([/hello/i.test(s), s.replace(/l/gi, 'L'), /[à-é]/i.test(s), /STRASSE/i.test(s), /s/i.test(s), /k/i.test(s), /[^x]/i.test(s), /ω/i.test(s), /σ/gi[Symbol.replace](s, '*'), /(?<x>h)ELLO \k<x>/i.test(s)]));
});
