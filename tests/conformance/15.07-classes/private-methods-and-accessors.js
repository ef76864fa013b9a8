// 15.7: private methods, accessors and statics.
// traced: [{"n": 3}]
// run: [{"n": 8}]
const { listen, respond } = require('containerless');

// Tells apart what JSON does not: -0, NaN, undefined, holes.
function show(v) {
  if (Array.isArray(v)) return '[' + v.map(show).join() + ']';
  if (typeof v === 'object' && v !== null) return '{' + Object.keys(v).map(k => k + ':' + show(v[k])).join() + '}';
  if (typeof v === 'function') return 'function';
  return typeof v === 'string' ? JSON.stringify(v) : Object.is(v, -0) ? '-0' : String(v);
}
show([-0, 'text', { a: show }]); // so that the trace has seen all of it

class Calc {
  static #made = 0;
  static #twice(x) { return x * 2; }
  static get made() { return Calc.#made; }
  #n;
  constructor(n) {
    this.#n = n;
    Calc.#made++;
  }
  #square() { return this.#n * this.#n; }
  get #half() { return this.#n / 2; }
  set #half(v) { this.#n = v * 2; }
  run() {
    const before = [this.#square(), this.#half, Calc.#twice(this.#n)];
    this.#half = 50;
    this.#n++;
    return before.concat(this.#n);
  }
}

listen(({ body }) => {
  const before = Calc.made;
  respond(show([new Calc(body.n).run(), Calc.made - before]));
});
