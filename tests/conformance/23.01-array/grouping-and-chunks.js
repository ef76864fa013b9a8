// 23.1: grouping, chunking, zipping, unique values.
// traced: [{"a": [1, 2, 3, 4, 5, 2], "n": 2}]
// run: [{"a": [], "n": 3}, {"a": ["x", "y", "x"], "n": 1}]
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
  const { a, n } = body;
  const chunks = [];
  for (let i = 0; i < a.length; i += n) chunks.push(a.slice(i, i + n));
  const groups = a.reduce((g, v) => { (g[typeof v] ??= []).push(v); return g; }, {});
  const zip = (...lists) => lists[0].map((_, i) => lists.map(l => l[i]));
  respond(show([chunks, groups, zip(a, a.slice().reverse()), [...new Set(a)], a.filter((v, i) => a.indexOf(v) !== i), Object.fromEntries(a.map((v, i) => [v, i]))]));
});
