// 10.2.1: missing arguments are undefined, extra ones are dropped.
// traced: [{"v": 1}]
// run: [{"v": "s"}]
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
  function f(a, b) { return [a, b, arguments.length]; }
  respond(show([f(), f(body.v), f(body.v, 2), f(body.v, 2, 3), ((a, b, c) => [a, b, c])(1), f.length]));
});
