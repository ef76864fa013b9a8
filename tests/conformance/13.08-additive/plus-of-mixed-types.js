// 13.8.1: + concatenates when either side is a string after ToPrimitive, else adds.
// traced: [{"v": [1, "2", true, null, [3], {}]}]
// run: [{"v": [0.5, "", false, [1, 2], []]}]
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
  const values = body.v.concat(undefined);
  respond(show(values.map(a => values.map(b => a + b))));
});
