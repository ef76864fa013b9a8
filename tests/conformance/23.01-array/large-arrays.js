// 23.1: arrays of some thousand elements.
// traced: [{"n": 100}]
// run: [{"n": 5000}, {"n": 1}]
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
  const a = [];
  for (let i = 0; i < body.n; i++) a.push((i * 7919) % 1009);
  const sorted = a.slice().sort((x, y) => x - y);
  const sum = a.reduce((s, v) => s + v, 0);
  const squares = a.map(v => v * v).filter(v => v % 2 === 0);
  respond(show([sum, sorted[0], sorted[sorted.length - 1], sorted[sorted.length >> 1], squares.length, a.indexOf(500), a.lastIndexOf(500), new Set(a).size]));
});
