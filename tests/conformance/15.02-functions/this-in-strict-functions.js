// 10.2.1.2: in strict code this is exactly what the call gives.
// traced: [{"v": 5}]
// run: [{"v": "s"}]
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
  function strict() {
    'use strict';
    return this;
  }
  const o = { strict };
  respond(show([strict(), strict.call(body.v), strict.call(null), o.strict() === o, typeof strict.call(true), strict.apply(undefined), [1].map(strict)[0]]));
});
