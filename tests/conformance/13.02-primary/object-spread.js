// 13.2.5: spread copies own enumerable properties in order; null, undefined and numbers give nothing, strings their units.
// traced: [{"o": {"b": 1, "a": 2}, "s": "hi"}]
// run: [{"o": {"2": "x", "1": "y"}, "s": ""}, {"o": {}, "s": "abc"}]
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
  const { o, s } = body;
  const copy = { a: 'before', ...o, z: 'after', ...null, ...undefined, ...5, ...s, ...[7, 8], ...true };
  respond(show([copy, Object.keys(copy), { ...o } === o]));
});
