// 13.5.1: deleting what is not configurable gives false, and throws in strict code.
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
  const frozen = Object.freeze({ a: body.n });
  const strict = () => {
    'use strict';
    try {
      return delete frozen.a;
    } catch (e) {
      return e.name + ': ' + e.message;
    }
  };
  const array = [1];
  respond(show([delete frozen.a, frozen.a, strict(), delete array.length]));
});
