// 21.1.2: isInteger and isSafeInteger.
// traced: [{"v": [1, 1.5, -0, 9007199254740991, 9007199254740992, "1"]}]
// run: [{"v": [1e300, 5e-324, null, [1]]}]
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
  respond(show(body.v.concat(NaN, Infinity).map(v => [Number.isInteger(v), Number.isSafeInteger(v)])));
});
