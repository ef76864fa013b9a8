// 15.1: defaults for undefined only, evaluated at each call, left to right, seeing earlier parameters.
// traced: [{"a": 1, "b": null}, {}]
// run: [{"a": 0, "b": 2}, {"a": "x"}]
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
  let calls = 0;
  const f = (a = 10, b = a * 2, c = ++calls) => [a, b, c];
  respond(show([f(), f(body.a), f(body.a, body.b), f(undefined, null), f(1, 2, 3), calls, f.length]));
});
