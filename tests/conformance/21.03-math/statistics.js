// 21.3: mean, variance and median of a list.
// traced: [{"a": [4, 8, 15, 16, 23, 42]}, {"a": [1]}, {"a": [2.5, -1, 0]}]
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
  const { a } = body;
  const mean = a.reduce((s, x) => s + x, 0) / a.length;
  const variance = a.reduce((s, x) => s + (x - mean) ** 2, 0) / a.length;
  const sorted = a.slice().sort((x, y) => x - y);
  const half = Math.floor(a.length / 2);
  const median = a.length % 2 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  respond(show([mean, variance, Math.sqrt(variance), median, Math.max(...a) - Math.min(...a)]));
});
