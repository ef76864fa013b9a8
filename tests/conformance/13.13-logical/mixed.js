// 13.13: precedence of ! && || and ?: in one expression.
// traced: [{"a": true, "b": false, "c": true}, {"a": false, "b": true, "c": false}, {"a": true, "b": true, "c": true}, {"a": false, "b": false, "c": false}]
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
  const { a, b, c } = body;
  respond(show([a && b || c, a || b && c, !a && b, !(a && b), a ? b : c, a && b ? 'x' : b || c ? 'y' : 'z', (a ?? b) || c, a !== b && b === c]));
});
