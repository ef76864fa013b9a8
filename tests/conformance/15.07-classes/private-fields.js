// 15.7: private fields are seen only inside the class.
// traced: [{"n": 5}]
// run: [{"n": 100}]
const { listen, respond } = require('containerless');

// Tells apart what JSON does not: -0, NaN, undefined, holes.
function show(v) {
  if (Array.isArray(v)) return '[' + v.map(show).join() + ']';
  if (typeof v === 'object' && v !== null) return '{' + Object.keys(v).map(k => k + ':' + show(v[k])).join() + '}';
  if (typeof v === 'function') return 'function';
  return typeof v === 'string' ? JSON.stringify(v) : Object.is(v, -0) ? '-0' : String(v);
}
show([-0, 'text', { a: show }]); // so that the trace has seen all of it

class Account {
  #balance = 0;
  #log = [];
  constructor(n) { this.#balance = n; }
  deposit(n) {
    this.#balance += n;
    this.#log.push(n);
    return this;
  }
  get balance() { return this.#balance; }
  same(other) { return this.#balance === other.#balance; }
  history() { return this.#log.slice(); }
}

listen(({ body }) => {
  const a = new Account(body.n), b = new Account(body.n + 3);
  a.deposit(1).deposit(2);
  respond(show([a.balance, b.balance, a.same(b), a.history(), Object.keys(a), JSON.stringify(a), a['#balance']]));
});
