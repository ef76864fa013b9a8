// 13.5.1: delete of own, missing, inherited and computed properties.
// traced: [{"k": "a"}, {"k": "zzz"}]
// run: [{"k": "b"}]
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
  const o = { a: 1, b: 2, c: 3 };
  const child = Object.create(o);
  child.own = 1;
  const a = [1, 2, 3];
  respond(show([delete o[body.k], o, delete o.c, delete o.c, delete child.own, delete child.b, child.b, delete a[1], a, a.length, 1 in a, delete o, typeof o]));
});
