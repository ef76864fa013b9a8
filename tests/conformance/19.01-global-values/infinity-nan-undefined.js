// 19.1: the global values cannot be written; globalThis is there.
// traced: [{"n": 1}]
// run: [{"n": 2}]
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
  const strict = () => {
    'use strict';
    try {
      undefined = body.n;
    } catch (e) {
      return e.name + ': ' + e.message;
    }
  };
  respond(show([Infinity, NaN, undefined, strict(), typeof globalThis, typeof globalThis.Array, Infinity === Number.POSITIVE_INFINITY]));
});
