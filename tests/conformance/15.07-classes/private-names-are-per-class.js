// 15.7: equal private names of different classes, nested ones included, are different.
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

class Outer {
  #v = 'outer';
  read() { return this.#v; }
  inner() {
    const outer = this;
    return new class {
      #w = 'inner';
      both() { return this.#w + outer.#v; }
    }();
  }
}
class Derived extends Outer {
  #v = 'derived';
  own() { return this.#v + super.read(); }
}

listen(({ body }) => {
  respond(show([new Derived().own(), new Outer().inner().both(), body.n]));
});
