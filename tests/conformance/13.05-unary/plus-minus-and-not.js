// 13.5.4 to 13.5.7: unary operators over assorted values.
// traced: [{"v": [0, 1, -1.5, "5", "", "x", null, true, [], [2], {}]}]
// run: [{"v": ["-0", " 7 ", [[]], [1, 2], false, 2147483648]}]
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
  respond(show(body.v.concat(undefined).map(v => [+v, -v, ~v, !v, - -v, +!v, -~v, !!v])));
});
