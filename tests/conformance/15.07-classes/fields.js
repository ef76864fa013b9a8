// 15.7: fields are made before the constructor's body, in order, with this the new object.
// traced: [{"n": 1}]
// run: [{"n": "s"}]
const { listen, respond } = require('containerless');

// Tells apart what JSON does not: -0, NaN, undefined, holes.
function show(v) {
  if (Array.isArray(v)) return '[' + v.map(show).join() + ']';
  if (typeof v === 'object' && v !== null) return '{' + Object.keys(v).map(k => k + ':' + show(v[k])).join() + '}';
  if (typeof v === 'function') return 'function';
  return typeof v === 'string' ? JSON.stringify(v) : Object.is(v, -0) ? '-0' : String(v);
}
show([-0, 'text', { a: show }]); // so that the trace has seen all of it

let made = 0;
class Thing {
  a = 1;
  b = this.a + 1;
  undefinedField;
  list = [];
  id = ++made;
  arrow = () => this.a;
  'quoted name' = 'q';
  5 = 'five';
  constructor(n) {
    this.n = n;
    this.seen = Object.keys(this).length;
  }
}

listen(({ body }) => {
  made = 0;
  const x = new Thing(body.n), y = new Thing(body.n);
  x.list.push('only x');
  x.a = 10;
  respond(show([x, y, x.arrow(), (0, y.arrow)(), Object.keys(x)]));
});
