// 21.3.2: clz32 and imul.
// traced: [{"a": [0, 1, 255, -1, 4294967296], "b": 3}]
// run: [{"a": [2147483647, 0.5, 1e10], "b": 4294967295}]
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
  respond(show(body.a.map(a => [Math.clz32(a), Math.imul(a, body.b), Math.imul(a, a)])));
});
