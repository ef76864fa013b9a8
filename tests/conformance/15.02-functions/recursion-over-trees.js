// 15.2: recursion over nested data.
// traced: [{"t": {"v": 1, "kids": [{"v": 2, "kids": []}, {"v": 3, "kids": [{"v": 4, "kids": []}]}]}}]
// run: [{"t": {"v": 5, "kids": []}}]
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
  const sum = t => t.v + t.kids.reduce((s, k) => s + sum(k), 0);
  const depth = t => 1 + Math.max(0, ...t.kids.map(depth));
  const flat = t => [t.v].concat(...t.kids.map(flat));
  respond(show([sum(body.t), depth(body.t), flat(body.t)]));
});
