// 27.2: then makes promises of the subclass.
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

class Mine extends Promise {
  static make(v) { return new this(r => r(v)); }
  double() { return this.then(v => v * 2); }
}

listen(({ body }) => {
  const p = Mine.make(body.v).double();
  p.then(v => respond(show([v, p instanceof Mine, Mine.resolve(1) instanceof Mine, p.catch(() => 1) instanceof Mine])));
});
