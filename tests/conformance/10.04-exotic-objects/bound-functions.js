// 10.4.1: bound functions fix this and leading arguments; they construct the target.
// traced: [{"n": 5}]
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

listen(({ body }) => {
  function f(a, b) { return [this.v, a, b]; }
  const bound = f.bind({ v: body.n }, 'first');
  function P(x, y) { this.x = x; this.y = y; }
  const B = P.bind(null, body.n);
  const arrow = (x => x + 1).bind(null, 4);
  respond(show([bound('second'), bound.call({ v: 'ignored' }, 2), bound.name, bound.length, new B(2), new B(1) instanceof P, arrow(), f.bind({ v: 1 }).bind({ v: 2 })('a', 'b')]));
});
