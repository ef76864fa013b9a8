// 13.3.12: new.target tells calls from constructions.
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
  function F() {
    const arrow = () => new.target;
    return { called: new.target === undefined, arrow: arrow() === new.target, self: new.target === F };
  }
  class A { constructor() { this.name = new.target.name; } }
  class B extends A {}
  respond(show([F(), new F(), new A().name, new B().name, body.n]));
});
