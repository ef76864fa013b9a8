// 7.1.2: exactly undefined, null, false, 0, -0, NaN and the empty string are falsy.
// traced: [{"v": [0, 1, -1, "", "0", " ", null, false, true, [], {}]}]
// run: [{"v": [0.1, "false", [0], {"a": null}, -0.0]}]
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
  const values = body.v.concat([undefined, NaN, -0, Infinity]);
  respond(show(values.map(v => [!!v, !v, Boolean(v), v ? 'yes' : 'no', v && 'and', v || 'or'])));
});
