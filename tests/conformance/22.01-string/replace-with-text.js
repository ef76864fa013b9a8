// 22.1.3.19: replace of the first occurrence; the $ patterns.
// traced: [{"s": "a-b-c", "t": "-", "r": "<$&>"}]
// run: [{"s": "abc", "t": "b", "r": "[$`|$'|$$|$1]"}, {"s": "abc", "t": "", "r": "^"}, {"s": "abc", "t": "zz", "r": "x"}]
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
  const { s, t, r } = body;
  respond(show([s.replace(t, r), s.replaceAll(t, r), s.replace(t, 'plain'), s.replace(t, undefined), s.replace(t, '$'), s.split(t).join(r)]));
});
