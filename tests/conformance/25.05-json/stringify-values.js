// 25.5.2: what of each kind of value becomes JSON.
// traced: [{"v": [1, -1.5, "s", true, null, [], {}]}]
// run: [{"v": [1e21, 1e-7, "\"\\\u0007", [[]], {"": {"a": []}}]}]
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
  respond(show([body.v.map(v => JSON.stringify(v)), JSON.stringify(undefined), JSON.stringify(() => 1), JSON.stringify(Symbol()), JSON.stringify(NaN), JSON.stringify(-0), JSON.stringify([undefined, () => 1, Symbol(), NaN, , Infinity]), JSON.stringify({ u: undefined, f() {}, n: NaN, [Symbol()]: 1 })]));
});
