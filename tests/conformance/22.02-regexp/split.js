// 22.1.3.23: split by patterns, with groups and limits, empty matches included.
// traced: [{"s": "a1b22c"}]
// run: [{"s": ""}, {"s": "123"}, {"s": "no digits"}]
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
  respond(show([s.split(/\d+/), s.split(/(\d)/), s.split(/\d/, 2), s.split(/(?:)/), s.split(/\s*/), ''.split(/x/), ''.split(/(?:)/), 'a, b;c'.split(/[,;]\s*/)]));
});
