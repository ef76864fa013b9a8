// 13.9: <<=, >>= and >>>= on variables and elements.
// traced: [{"n": 5}]
// run: [{"n": -5}, {"n": 1073741824}]
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
  let { n } = body;
  const a = [n, n, n];
  n <<= 2;
  a[0] <<= 1;
  a[1] >>= 1;
  a[2] >>>= 1;
  respond(show([n, a]));
});
