// 22.2.6: the methods behind match, replace, search and split may be called themselves.
// traced: [{"s": "a1b2"}]
// run: [{"s": "xyz"}]
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
  const re = /\d/g;
  respond(show([re[Symbol.replace](body.s, '#'), re[Symbol.match](body.s), /\d/[Symbol.search](body.s), /\d/[Symbol.split](body.s), [...re[Symbol.matchAll](body.s)].length].map(v => (Array.isArray(v) ? [...v] : v))));
});
