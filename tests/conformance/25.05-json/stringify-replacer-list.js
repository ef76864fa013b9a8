// 25.5.2: a list of keys picks and orders them at every depth.
// traced: [{"o": {"a": 1, "b": {"a": 2, "c": 3}, "c": [{"b": 4, "a": 5}]}, "k": ["c", "a"]}]
// run: [{"o": {"1": "one", "b": 2}, "k": [1, "b", "b"]}, {"o": {"a": 1}, "k": []}]
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
  respond(show([JSON.stringify(body.o, body.k), JSON.stringify(body.o, body.k, 1), JSON.stringify([{ a: 1, z: 2 }], ['a'])]));
});
