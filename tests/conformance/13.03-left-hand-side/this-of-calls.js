// 13.3.6: this is the receiver, kept through parentheses and lost through commas and assignments.
// traced: [{"n": 7}]
// run: [{"n": 8}]
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
  const calls = n => {
    'use strict';
    const o = { n, f() { return this === undefined ? 'none' : this.n; } };
    const { f } = o;
    return [o.f(), (o.f)(), (0, o.f)(), f(), o['f'](), [o.f][0].call(o), (o.g = o.f)()];
  };
  respond(show(calls(body.n)));
});
