// 22.2.1: the u flag: code points, escapes and properties.
// traced: [{"s": "a😀é"}, {"s": "日本"}, {"s": "x"}]
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
  respond(show([s.match(/./g).length, s.match(/./gu).length, /^.{3}$/u.test(s), /\u{1F600}/u.test(s), /[😀]/u.test(s), s.replace(/./gu, c => c.codePointAt(0) + ' '), /\p{L}/u.test(s), s.match(/\p{Lu}|\p{Emoji_Presentation}/gu)?.length, /^\P{ASCII}/u.test(s)]));
});
