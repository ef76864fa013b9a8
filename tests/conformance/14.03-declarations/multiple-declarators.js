// 14.3: several declarators in one declaration are evaluated in order.
// traced: [{"n": 2}]
// run: [{"n": 7}]
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
  let a = body.n, b = a * 2, { c, d = b } = { c: a + b }, [e] = [d];
  var f = e, g;
  respond(show([a, b, c, d, e, f, g]));
});
