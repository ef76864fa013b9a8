// 25.5.2.2: toJSON is asked with the key.
// traced: [{"t": 0}]
// run: [{"t": 1700000000000}]
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
  class Money {
    constructor(n) { this.n = n; }
    toJSON(key) { return `${key}:$${this.n}`; }
  }
  const o = { d: new Date(body.t), m: new Money(5), list: [new Money(1)], nested: { toJSON() { return { replaced: true }; } }, notFunction: { toJSON: 5 }, gone: { toJSON() {} } };
  respond(show([JSON.stringify(o), JSON.stringify(new Money(2)), JSON.stringify(o, (k, v) => (typeof v === 'string' ? v + '!' : v))]));
});
