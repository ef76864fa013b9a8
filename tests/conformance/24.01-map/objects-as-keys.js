// 24.1: objects and functions as keys, by identity.
// traced: [{"n": 1}]
// run: [{"n": 2}]
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
  const a = {}, b = {}, f = () => 1;
  const m = new Map([[a, 'a'], [b, 'b'], [f, 'f'], [[1], 'array']]);
  const w = new WeakMap([[a, 'weak']]);
  w.set(b, body.n);
  respond(show([m.get(a), m.get(b), m.get(f), m.get([1]), m.size, w.get(a), w.get(b), w.has(f), w.delete(a), w.has(a)]));
});
