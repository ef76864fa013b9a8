// 22.2.1: greedy and lazy quantifiers, counts, and backtracking.
// traced: [{"s": "aaabbb<b>x</b><b>y</b>"}]
// run: [{"s": "ab"}, {"s": "aaaaaa"}, {"s": ""}]
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
  const list = [/a*/, /a+?/, /a{2}/, /a{2,}/, /a{1,2}b/, /<b>.*<\/b>/, /<b>.*?<\/b>/, /(a+)(a+)/, /(a*)*b/, /a??b/, /(?:ab?)+/, /b{0}/, /x{,2}/];
  respond(show(list.map(re => { const m = body.s.match(re); return m && [m[0], m.index, m.slice(1)]; })));
});
