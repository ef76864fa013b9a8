// 15.7: methods may be replaced and added on prototypes, on instances and on classes.
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
  class C { m() { return 'original'; } }
  const a = new C(), b = new C();
  const before = a.m();
  a.m = () => 'own';
  C.prototype.m = function () { return 'replaced ' + body.n; };
  C.prototype.extra = function () { return 'extra'; };
  C.make = () => new C();
  respond(show([before, a.m(), b.m(), b.extra(), C.make().m(), delete a.m, a.m()]));
});
