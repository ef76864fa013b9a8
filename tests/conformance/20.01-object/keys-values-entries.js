// 20.1.2: keys, values and entries of objects, arrays and strings.
// traced: [{"o": {"b": 1, "a": [2], "1": null}, "a": [7, 8], "s": "xy"}]
// run: [{"o": {}, "a": [], "s": ""}]
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
  const { o, a, s } = body;
  respond(show([o, a, s, 5, true].map(v => [Object.keys(v), Object.values(v), Object.entries(v)])));
});
