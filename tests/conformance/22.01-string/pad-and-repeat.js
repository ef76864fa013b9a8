// 22.1.3: padStart, padEnd and repeat.
// traced: [{"s": "ab", "n": 5, "p": "xyz"}]
// run: [{"s": "", "n": 3, "p": "-"}, {"s": "long", "n": 2, "p": "x"}, {"s": "a", "n": 4, "p": ""}]
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
  const { s, n, p } = body;
  respond(show([s.padStart(n), s.padEnd(n), s.padStart(n, p), s.padEnd(n, p), s.repeat(n), s.repeat(0), s.padStart(-1), s.padEnd(n, 0), s.repeat(1.9)]));
});
