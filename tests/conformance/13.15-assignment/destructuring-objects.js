// 13.15.5: object patterns in assignments: members as targets, defaults, computed keys, rest.
// traced: [{"o": {"a": 1, "b": {"c": 2}, "d": null, "e": 5}}, {"o": {"a": "x", "b": {}, "e": [1]}}]
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
  const t = {};
  let x, rest, key = 'a';
  ({ a: x, b: { c: t.c = 'default' }, d: t['d'] = 'not for null', ...rest } = body.o);
  ({ [key]: t.computed, missing: t.m = x } = body.o);
  respond(show([x, t, rest, ({ a: t.again } = body.o) === body.o]));
});
