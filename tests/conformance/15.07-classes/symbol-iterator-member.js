// 15.7: a class made iterable by a generator method.
// traced: [{"n": 3}]
// run: [{"n": 0}, {"n": 5}]
const { listen, respond } = require('containerless');

// Tells apart what JSON does not: -0, NaN, undefined, holes.
function show(v) {
  if (Array.isArray(v)) return '[' + v.map(show).join() + ']';
  if (typeof v === 'object' && v !== null) return '{' + Object.keys(v).map(k => k + ':' + show(v[k])).join() + '}';
  if (typeof v === 'function') return 'function';
  return typeof v === 'string' ? JSON.stringify(v) : Object.is(v, -0) ? '-0' : String(v);
}
show([-0, 'text', { a: show }]); // so that the trace has seen all of it

class Range {
  constructor(from, to) {
    this.from = from;
    this.to = to;
  }
  *[Symbol.iterator]() {
    for (let i = this.from; i < this.to; i++) yield i;
  }
  static of(...args) { return new Range(...args); }
}

listen(({ body }) => {
  const r = Range.of(0, body.n);
  const [first, ...rest] = r;
  respond(show([[...r], first, rest, Math.max(...r), Array.from(r, x => x * x), new Set(r).size]));
});
