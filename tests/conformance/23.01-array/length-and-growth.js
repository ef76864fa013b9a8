// 10.4.2: growing by index, shrinking by length, length of sparse arrays.
// traced: [{"i": 5}]
// run: [{"i": 0}, {"i": 20}]
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
  const a = [1, 2];
  a[body.i] = 'x';
  const grown = [a.length, Object.keys(a)];
  a.length = 1;
  a[a.length] = 'append';
  respond(show([grown, a, a.length, a[-1], a[1.5], 'length' in a]));
});
