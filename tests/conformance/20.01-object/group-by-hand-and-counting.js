// 20.1: objects as dictionaries: counting and grouping.
// traced: [{"w": ["b", "a", "b", "c", "a", "b"]}, {"w": ["x", "1", "x", "0"]}]
// run: [{"w": []}]
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
  const counts = {}, groups = {};
  for (const w of body.w) {
    counts[w] = (counts[w] || 0) + 1;
    (groups[w.length + w] ||= []).push(w);
  }
  const sorted = Object.entries(counts).sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  respond(show([counts, groups, sorted]));
});
