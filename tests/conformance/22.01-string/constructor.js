// 22.1.1: String as a function over every kind of value.
// traced: [{"v": [1, -0.5, "s", null, true, [1, [2]], {}]}]
// run: [{"v": [1e21, "", false, [], [null]]}]
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
  respond(show([body.v.map(v => String(v)), String(), String(undefined), String(Symbol('d')), body.v.map(String).join('|'), new String('x') + 'y', typeof String(5)]));
});
