// 13.10.2: instanceof walks the prototype chain of objects; primitives are never instances.
// traced: [{"v": 5}]
// run: [{"v": "s"}, {"v": null}]
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
  class A {}
  class B extends A {}
  function Old() {}
  const b = new B(), old = new Old();
  const before = old instanceof Old;
  Old.prototype = {};
  respond(show([b instanceof B, b instanceof A, b instanceof Object, new A() instanceof B, before, old instanceof Old, body.v instanceof Object,
    [] instanceof Array, {} instanceof Object, Object.create(null) instanceof Object, (() => 1) instanceof Function, new Error() instanceof Error]));
});
