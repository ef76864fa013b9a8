// 6.1.1, 6.1.2: undefined and null are different values of different types that are loosely equal only to each other.
// traced: [{"a": null}]
// run: [{"b": 1}, {"a": 0}, {"a": ""}, {"a": false}]
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
  const v = body.a;
  respond(show([v === undefined, v === null, v == null, typeof v, v ?? 'default', String(v), `${v}`, [v].join('-'), [v, v].length]));
});
