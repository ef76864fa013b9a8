// 27.7: this, arguments, super and closures survive awaits.
// traced: [{"n": 2}]
// run: [{"n": 3}]
const { listen, respond, get } = require('containerless');

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
  async get() { await null; return this.n; }
}
class B extends A {
  async get() {
    const before = this.n;
    const parent = await super.get();
    const arrow = async () => { await null; return this.n + parent; };
    return [before, parent, await arrow(), arguments.length];
  }
  static async make(n) { return new B(await n); }
}

listen(async ({ body }) => {
  const b = await B.make(Promise.resolve(body.n));
  const { get } = { async get(x = 1) { await null; return [this === undefined, x, arguments.length]; } };
  respond(show([await b.get(1, 2), (await get()).slice(1)]));
});
