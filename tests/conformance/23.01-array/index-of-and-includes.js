// 23.1.3: indexOf, lastIndexOf and includes: strictness, NaN, holes and start positions.
// traced: [{"a": [1, "1", 2, 1, null], "v": 1, "from": 1}]
// run: [{"a": [], "v": 1, "from": 0}, {"a": ["x", "y", "x"], "v": "x", "from": -2}, {"a": [1, 2], "v": "2", "from": 99}]
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
  const { a, v, from } = body;
  const odd = [NaN, , undefined];
  respond(show([a.indexOf(v), a.indexOf(v, from), a.lastIndexOf(v), a.lastIndexOf(v, from), a.includes(v), a.includes(v, from), odd.indexOf(NaN), odd.includes(NaN), odd.indexOf(undefined), odd.includes(undefined), [, 1].includes(undefined), [-0].indexOf(0), [-0].includes(0)]));
});
