// 22.2.1: ^ and $, with and without m, and word boundaries.
// traced: [{"s": "one\ntwo three"}]
// run: [{"s": "one"}, {"s": "\n"}, {"s": "a-b_c\r\nd"}]
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
  respond(show([s.match(/^\w+$/), s.match(/^\w+/gm), s.match(/\w+$/gm), s.replace(/\b/g, '|'), s.replace(/\B/g, '.'), s.replace(/^/gm, '> '), s.replace(/$/gm, '<'), /^$/.test(s), /^$/m.test(s)].map(v => (v === null ? null : Array.isArray(v) ? [...v] : v))));
});
