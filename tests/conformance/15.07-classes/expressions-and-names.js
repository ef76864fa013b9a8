// 15.7: class expressions, their inner names, and class declarations in blocks.
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
  const A = class Inner {
    static self() { return Inner; }
    name() { return Inner.name; }
  };
  const make = n => class { value() { return n; } };
  {
    class Local { v = body.n; }
    var local = new Local();
  }
  const B = make(body.n), C = make('c');
  let error;
  try {
    Inner;
  } catch (e) {
    error = e.name;
  }
  respond(show([A.self() === A, new A().name(), A.name, B.name, new B().value(), new C().value(), B === C, local, typeof Local, error]));
});
