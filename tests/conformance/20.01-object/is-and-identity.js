// 20.1.2.13: Object.is against ===.
// traced: [{"v": [0, 1, "a", null]}]
// run: [{"v": [-1, "", true]}]
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
  const o = {};
  respond(show([body.v.map(v => [Object.is(v, v), Object.is(v, String(v)), Object.is(v, -v)]), Object.is(NaN, NaN), Object.is(0, -0), Object.is(o, o), Object.is({}, {}), Object.is()]));
});
