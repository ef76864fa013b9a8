// 14.3.3: nested object and array patterns with defaults.
// traced: [{"o": {"a": [1, {"b": 2}], "c": {"d": [3, 4]}}}, {"o": {}}]
// run: [{"o": {"a": [null, {"b": null}], "c": {"d": []}}}]
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
  const { a: [first = 'f', { b = 'b' } = {}] = [], c: { d: [x = 'x', ...rest] = [] } = {}, e = 'e' } = body.o;
  respond(show([first, b, x, rest, e]));
});
