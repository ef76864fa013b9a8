// 22.1.3.23: split by text, by nothing, by each unit, with limits.
// traced: [{"s": "a,b,,c", "sep": ","}]
// run: [{"s": "", "sep": ","}, {"s": "abc", "sep": ""}, {"s": "aXXbXX", "sep": "XX"}, {"s": "😀", "sep": ""}]
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
  const { s, sep } = body;
  respond(show([s.split(sep), s.split(sep, 2), s.split(sep, 0), s.split(), s.split(undefined, 1), s.split(sep, -1).length, s.split(null), s.split(sep).join('+')]));
});
