// 15.7.14: a class without a constructor has one; a derived one passes its arguments on.
// traced: [{"a": 1, "b": 2}]
// run: [{"a": "x", "b": "y"}]
const { listen, respond } = require('containerless');

// Tells apart what JSON does not: -0, NaN, undefined, holes.
function show(v) {
  if (Array.isArray(v)) return '[' + v.map(show).join() + ']';
  if (typeof v === 'object' && v !== null) return '{' + Object.keys(v).map(k => k + ':' + show(v[k])).join() + '}';
  if (typeof v === 'function') return 'function';
  return typeof v === 'string' ? JSON.stringify(v) : Object.is(v, -0) ? '-0' : String(v);
}
show([-0, 'text', { a: show }]); // so that the trace has seen all of it

class Empty {}
class Base { constructor(...args) { this.args = args; } }
class Derived extends Base {}
class Again extends Derived {}

listen(({ body }) => {
  respond(show([new Empty(), new Derived(body.a, body.b), new Again(body.a), new Derived(), Empty.length, Derived.length, new Again() instanceof Base]));
});
