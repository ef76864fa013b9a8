// 13.2.4: elisions make holes, and a trailing comma does not count.
// traced: [{"x": 1}]
// run: [{"x": "s"}]
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
  const { x } = body;
  const a = [, x, , ,];
  const b = [x, undefined, x,];
  respond(show([a.length, 0 in a, 1 in a, 2 in a, b.length, 1 in b, a, b, Object.keys(a), [,].length, [, ,].length]));
});
