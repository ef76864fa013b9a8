// 23.1: arrays of arrays: products, transposition, rotation.
// traced: [{"m": [[1, 2], [3, 4]]}]
// run: [{"m": [[1.5]]}, {"m": [[0, 1, 2], [3, 4, 5], [6, 7, 8]]}]
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
  const { m } = body;
  const n = m.length;
  const product = m.map(row => m[0].map((_, j) => row.reduce((s, v, k) => s + v * m[k][j], 0)));
  const transposed = m[0].map((_, j) => m.map(row => row[j]));
  const rotated = Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => m[n - 1 - j][i]));
  respond(show([product, transposed, rotated, m.flat().reduce((a, b) => a + b), m.map(r => r.join(' ')).join('\n')]));
});
