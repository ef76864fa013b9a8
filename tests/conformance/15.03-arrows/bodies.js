// 15.3: expression bodies, object bodies in parentheses, blocks, and no constructor.
// traced: [{"n": 2}]
// run: [{"n": 3}]
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
  const square = x => x * x, object = x => ({ x }), block = x => { x * 2; }, none = () => {}, seq = (a, b) => (a++, a + b);
  let error;
  try {
    new square(2);
  } catch (e) {
    error = e.name + ': ' + e.message;
  }
  respond(show([square(body.n), object(body.n), block(1), none(), seq(1, body.n), error, 'prototype' in square]));
});
