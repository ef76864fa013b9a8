// 15.2: the name of a function expression is visible inside only and cannot be assigned.
// traced: [{"n": 5}]
// run: [{"n": 3}, {"n": 0}]
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
  const factorial = function self(n) {
    self = null;
    return n <= 1 ? 1 : n * self(n - 1);
  };
  respond(show([factorial(body.n), factorial.name, typeof self]));
});
