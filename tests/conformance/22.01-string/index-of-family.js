// 22.1.3: indexOf, lastIndexOf, includes, startsWith, endsWith with positions.
// traced: [{"s": "abcabc", "t": "bc", "p": 2}]
// run: [{"s": "abcabc", "t": "", "p": 3}, {"s": "", "t": "a", "p": 0}, {"s": "aaa", "t": "aa", "p": -1}, {"s": "abc", "t": "c", "p": 99}]
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
  const { s, t, p } = body;
  respond(show([s.indexOf(t), s.indexOf(t, p), s.lastIndexOf(t), s.lastIndexOf(t, p), s.includes(t), s.includes(t, p), s.startsWith(t), s.startsWith(t, p), s.endsWith(t), s.endsWith(t, p), s.lastIndexOf(t, NaN), s.indexOf()]));
});
