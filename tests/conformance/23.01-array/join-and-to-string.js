// 23.1.3.18: join with separators; null, undefined, holes and nested arrays.
// traced: [{"a": [1, null, "x", [2, [3, null]], true], "sep": "-"}]
// run: [{"a": [], "sep": ","}, {"a": [[]], "sep": ""}, {"a": [0.1, -0.0], "sep": ", "}]
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
  const { a, sep } = body;
  respond(show([a.join(sep), a.join(), a.toString(), String(a), a + '', [, , 'h'].join(sep), [undefined].join(sep), a.join(undefined), a.join(null), [{}].join()]));
});
