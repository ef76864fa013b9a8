// 14.7: loops whose work is all in the header.
// traced: [{"n": 5}]
// run: [{"n": 0}, {"n": 31}]
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
  let a = 0, b = 1;
  for (let i = 0; i < body.n; [a, b] = [b, a + b], i++);
  let bits = 0;
  for (let n = body.n; n; bits++, n &= n - 1);
  let steps = 0;
  while (steps++ < body.n);
  respond(show([a, b, bits, steps]));
});
