// 25.5.2: the space argument: numbers, strings, limits, empty containers.
// traced: [{"o": {"a": [1, {"b": []}], "c": {}, "d": "x"}, "sp": 2}]
// run: [{"o": [], "sp": 20}, {"o": {"k": [[], [1]]}, "sp": "--"}, {"o": {"k": 1}, "sp": "12345678901234"}]
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
  const { o, sp } = body;
  respond(show([JSON.stringify(o, null, sp), JSON.stringify(o, null, '\t'), JSON.stringify(o, null, 0), JSON.stringify(o, null, ''), JSON.stringify(o, null, 1.9), JSON.stringify(5, null, 2)]));
});
