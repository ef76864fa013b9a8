// 13.15.5: array patterns in assignments: elisions, defaults, nesting, rest, members as targets.
// traced: [{"a": [1, [2, 3], 4, 5, 6]}, {"a": ["x", [], "y"]}, {"a": [null, ["p", "q"]]}]
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
  let x, y, z, rest;
  const t = [];
  [x, [y = 'dy', z] = [], , t[0] = 'dt', ...rest] = body.a;
  [t[1], t[2]] = [t[0], x];
  respond(show([x, y, z, t, rest]));
});
