// 6.1.4: strings are sequences of UTF-16 code units; surrogates count as two.
// traced: [{"s": "a😀b"}]
// run: [{"s": "𝒳𝒴"}, {"s": "日本語"}, {"s": ""}]
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
  const units = [];
  for (let i = 0; i < s.length; i++) units.push(s.charCodeAt(i).toString(16));
  const points = [];
  for (const c of s) points.push(c.codePointAt(0));
  respond(show([s.length, units, points, s.split('').length, Array.from(s).length, s[1], s < '\uffff']));
});
