// 15.7: in a derived constructor this is dead before super, and super runs once.
// traced: [{"n": 0}, {"n": 1}, {"n": 2}, {"n": 3}, {"n": 3}]
// run: [{"n": 1}]
const { listen, respond } = require('containerless');

// Tells apart what JSON does not: -0, NaN, undefined, holes.
function show(v) {
  if (Array.isArray(v)) return '[' + v.map(show).join() + ']';
  if (typeof v === 'object' && v !== null) return '{' + Object.keys(v).map(k => k + ':' + show(v[k])).join() + '}';
  if (typeof v === 'function') return 'function';
  return typeof v === 'string' ? JSON.stringify(v) : Object.is(v, -0) ? '-0' : String(v);
}
show([-0, 'text', { a: show }]); // so that the trace has seen all of it

class Base { constructor() { this.base = true; } }
class Derived extends Base {
  constructor(n) {
    if (n === 1) this.early = 1;
    if (n !== 2) super();
    if (n === 3) super();
    this.n = n;
  }
}

listen(({ body }) => {
  let out;
  try {
    out = new Derived(body.n);
  } catch (e) {
    out = e.name + ': ' + e.message;
  }
  respond(show(out));
});
