// 21.3.2: min and max of none, some, NaN, -0 and what is converted.
// traced: [{"a": [3, 1, 2]}]
// run: [{"a": []}, {"a": ["5", null, "x"]}, {"a": [-1.5]}]
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
  const { a } = body;
  respond(show([Math.min(...a), Math.max(...a), Math.min(), Math.max(), Math.max(0, -0), Math.min(0, -0), Math.max(1, NaN), Math.min('2', 3), Math.max(...a, 2)]));
});
