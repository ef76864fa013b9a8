// 23.1.2.2: isArray of arrays and of what only looks like them.
// traced: [{"v": [1, "s", null, [], {}]}]
// run: [{"v": [[1], {"length": 0}, true]}]
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
  respond(show([body.v.map(v => Array.isArray(v)), Array.isArray(), Array.isArray((function () { return arguments; })()), Array.isArray(Array.prototype), Array.isArray(new Array()), Array.isArray('x'.split(''))]));
});
