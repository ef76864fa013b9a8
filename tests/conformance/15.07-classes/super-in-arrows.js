// 15.7: super and this in arrows of a constructor and of methods.
// traced: [{"n": 2}]
// run: [{"n": 5}]
const { listen, respond } = require('containerless');

// Tells apart what JSON does not: -0, NaN, undefined, holes.
function show(v) {
  if (Array.isArray(v)) return '[' + v.map(show).join() + ']';
  if (typeof v === 'object' && v !== null) return '{' + Object.keys(v).map(k => k + ':' + show(v[k])).join() + '}';
  if (typeof v === 'function') return 'function';
  return typeof v === 'string' ? JSON.stringify(v) : Object.is(v, -0) ? '-0' : String(v);
}
show([-0, 'text', { a: show }]); // so that the trace has seen all of it

class A {
  constructor(n) { this.n = n; }
  value() { return this.n; }
}
class B extends A {
  constructor(n) {
    const make = () => super(n * 10);
    make();
    this.get = () => super.value();
  }
  all() { return [1, 2].map(k => super.value() + k); }
}

listen(({ body }) => {
  const b = new B(body.n);
  respond(show([b.get(), b.all(), b.n]));
});
