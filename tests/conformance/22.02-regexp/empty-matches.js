// 22.2.7: empty matches advance, by code points with u.
// traced: [{"s": "ab"}]
// run: [{"s": ""}, {"s": "😀"}]
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
  respond(show([s.replace(/(?:)/g, '-'), s.replace(/(?:)/gu, '-'), s.replace(/x*/g, '.'), [...s.matchAll(/x*/g)].map(m => m.index), s.split(/(?:)/u), s.match(/(?:)/g).length].map(v => (Array.isArray(v) ? [...v] : v))));
});
