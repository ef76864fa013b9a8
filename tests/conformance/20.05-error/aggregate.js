// 20.5.7: AggregateError holds a list.
// traced: [{"m": "several"}]
// run: [{"m": ""}]
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
  const e = new AggregateError([new Error('a'), 'b'], body.m);
  respond(show([e.name, e.message, e.errors.length, e.errors[0].message, e.errors[1], e instanceof Error, Object.keys(e)]));
});
