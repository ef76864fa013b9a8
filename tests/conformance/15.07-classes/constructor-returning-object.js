// 15.7: a constructor that returns an object; a derived one that returns something else.
// traced: [{"v": 1}]
// run: [{"v": 2}]
const { listen, respond } = require('containerless');

// Tells apart what JSON does not: -0, NaN, undefined, holes.
function show(v) {
  if (Array.isArray(v)) return '[' + v.map(show).join() + ']';
  if (typeof v === 'object' && v !== null) return '{' + Object.keys(v).map(k => k + ':' + show(v[k])).join() + '}';
  if (typeof v === 'function') return 'function';
  return typeof v === 'string' ? JSON.stringify(v) : Object.is(v, -0) ? '-0' : String(v);
}
show([-0, 'text', { a: show }]); // so that the trace has seen all of it

class A { constructor(v) { return { replaced: v }; } }
class B extends A { constructor(v) { super(v); this.more = true; } }
class C extends A { constructor() { return { c: 1 }; } }
class D extends Object { constructor() { super(); return 5; } }

listen(({ body }) => {
  const out = [new A(body.v), new B(body.v), new C(), new A(1) instanceof A];
  try {
    out.push(new D());
  } catch (e) {
    out.push(e.name + ': ' + e.message);
  }
  respond(show(out));
});
