// 10.2.11: a default that uses a later parameter is a ReferenceError, when it is needed.
// traced: [{"n": 1}]
// run: [{"n": 2}]
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
  const f = (a = b, b = 1) => [a, b];
  let out;
  try {
    out = f();
  } catch (e) {
    out = e.name + ': ' + e.message;
  }
  respond(show([out, f(body.n), f(body.n, 3)]));
});
