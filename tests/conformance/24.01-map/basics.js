// 24.1: set, get, has, delete, size and clear, with every kind of key.
// traced: [{"k": [1, "1", null, true, 0.5]}]
// run: [{"k": ["", false, -1, [1]]}]
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
  const m = new Map();
  const o = {};
  body.k.concat(undefined, NaN, -0, [o]).forEach((k, i) => m.set(k, i));
  respond(show([m.size, body.k.map(k => m.get(k)), m.get(undefined), m.get(NaN), m.get(0), Object.is([...m.keys()].find(k => k === 0), 0), m.get(o), m.get({}), m.has('1'), m.delete(NaN), m.delete(NaN), m.size, m.set('x', 1) === m, m.clear(), m.size]));
});
