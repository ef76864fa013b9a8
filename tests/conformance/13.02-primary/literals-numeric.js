// 12.9.3: numeric literals in every notation.
// traced: [{"n": 1}]
// run: [{"n": 10}]
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
  const { n } = body;
  respond(show([0xff + n, 0b1011 + n, 0o17 + n, 1e3 + n, 1E-3 + n, .5 + n, 5. + n, 1_000_000 + n, 0xFFFF_FFFF + n, 0.1 + 0.2 + n, 9007199254740993 + n, 5e-324 * n, 1e400 - n]));
});
