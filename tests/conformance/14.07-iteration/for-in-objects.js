// 14.7.5: for-in lists own and inherited enumerable string keys once, own ones first.
// traced: [{"o": {"b": 1, "2": "x", "a": 3, "1": "y"}}]
// run: [{"o": {}}, {"o": {"inherited": 1, "z": 2}}]
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
  const parent = { inherited: 'p', b: 'shadowed' };
  const o = Object.assign(Object.create(parent), body.o);
  const keys = [];
  for (const k in o) keys.push(k);
  const own = [];
  for (const k in o) if (Object.hasOwn(o, k)) own.push(k);
  respond(show([keys, own]));
});
