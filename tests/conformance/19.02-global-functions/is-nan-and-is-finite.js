// 19.2.2, 19.2.3: isNaN and isFinite convert; Number.isNaN and Number.isFinite do not.
// traced: [{"v": [1, "1", "x", "", null, true, [], [1], {}]}]
// run: [{"v": ["Infinity", [1, 2], 1e308, "0x"]}]
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
  respond(show(body.v.concat(undefined, NaN, Infinity).map(v => [isNaN(v), isFinite(v), Number.isNaN(v), Number.isFinite(v), Number.isInteger(v), Number.isSafeInteger(v)])));
});
