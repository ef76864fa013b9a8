// 15.7: static methods, fields, accessors and blocks, with this the class; they are inherited.
// traced: [{"n": 2}]
// run: [{"n": 7}]
const { listen, respond } = require('containerless');

// Tells apart what JSON does not: -0, NaN, undefined, holes.
function show(v) {
  if (Array.isArray(v)) return '[' + v.map(show).join() + ']';
  if (typeof v === 'object' && v !== null) return '{' + Object.keys(v).map(k => k + ':' + show(v[k])).join() + '}';
  if (typeof v === 'function') return 'function';
  return typeof v === 'string' ? JSON.stringify(v) : Object.is(v, -0) ? '-0' : String(v);
}
show([-0, 'text', { a: show }]); // so that the trace has seen all of it

class Counter {
  static count = 0;
  static names = ['base'];
  static make(n) {
    Counter.count++;
    return new this(n);
  }
  static get total() { return this.count * 10; }
  static set total(v) { this.count = v / 10; }
  static {
    this.fromBlock = this.names.length + 1;
    const hidden = 5;
    Counter.sum = hidden + this.fromBlock;
  }
  constructor(n) { this.n = n; }
}
class Sub extends Counter {
  static names = [...super.names, 'sub'];
  static make(n) { return super.make(n * 100); }
}

listen(({ body }) => {
  Counter.count = 0;
  const a = Counter.make(body.n), b = Sub.make(body.n);
  const total = Counter.total;
  Counter.total = 50;
  respond(show([a, b, b instanceof Sub, total, Counter.count, Sub.count, Counter.fromBlock, Counter.sum, Sub.names, Object.keys(Counter), 'make' in a]));
});
