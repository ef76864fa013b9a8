// 23.1.2: Array.from of iterables and array-likes with a mapping; Array.of.
// traced: [{"n": 3, "s": "ab"}]
// run: [{"n": 0, "s": ""}, {"n": 5, "s": "😀"}]
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
  respond(show([Array.from({ length: body.n }), Array.from({ length: body.n }, (_, i) => i * i), Array.from(body.s), Array.from(new Set([1, 1, 2])), Array.from(new Map([[1, 2]])), Array.from([1, , 3]), Array.from({ length: 2, 0: 'a', 1: 'b', 2: 'c' }), Array.from([1, 2], function (v) { return v * this.k; }, { k: 5 }), Array.of(7), Array.of(1, undefined), Array.from({}), Array.from(5)]));
});
