// 24.2: union, intersection and difference as people write them.
// traced: [{"a": [1, 2, 3], "b": [2, 3, 4]}, {"a": ["x"], "b": ["x"]}]
// run: [{"a": [], "b": [1]}]
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
  const a = new Set(body.a), b = new Set(body.b);
  respond(show([[...new Set([...a, ...b])], [...a].filter(v => b.has(v)), [...a].filter(v => !b.has(v)), [...a].every(v => b.has(v)), Array.from(a, v => v + '!')]));
});
