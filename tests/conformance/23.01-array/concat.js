// 23.1.3.2: concat flattens one level of arrays, keeps holes, takes other values as they are.
// traced: [{"a": [1, [2, [3]]], "v": "s"}]
// run: [{"a": [], "v": null}, {"a": [[]], "v": {"length": 2}}]
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
  const { a, v } = body;
  const r = a.concat([4, , 5], v, 6, a);
  respond(show([r, r.length, [].concat(a), a.concat(), [].concat([[1]], [[2]]), a.concat(undefined)]));
});
