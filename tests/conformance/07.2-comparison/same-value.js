// 7.2.10, 7.2.11: Object.is, includes and indexOf: three notions of sameness.
// traced: [{"v": [0, 1, "a", null]}]
// run: [{"v": [-1, "", true, [1]]}]
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
  const values = body.v.concat([undefined, NaN, -0]);
  respond(show(values.map(v => [Object.is(v, NaN), Object.is(v, -0), Object.is(v, 0), values.includes(v), values.indexOf(v), new Set(values).has(v)])));
});
