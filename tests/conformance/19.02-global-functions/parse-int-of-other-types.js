// 19.2.5: parseInt converts to a string first.
// traced: [{"v": [5.9, -0.5, null, true, 1e21, 0.0000005, [12, 3]]}]
// run: [{"v": [123456789.5, 1e-10, [], {}]}]
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
  respond(show(body.v.concat(undefined, Infinity, NaN).map(v => [parseInt(v), parseInt(v, 36)])));
});
