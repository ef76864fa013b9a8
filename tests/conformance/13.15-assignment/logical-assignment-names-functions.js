// 13.15.2: anonymous functions assigned by name get it.
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
  let a, b = null, c = 1, d;
  a ??= () => body.n;
  b ||= function () {};
  c &&= class {};
  d = () => {};
  const o = {};
  o.e = () => {};
  respond(show([a.name, b.name, c.name, d.name, o.e.name, a()]));
});
