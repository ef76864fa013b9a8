// 13.16: the comma operator evaluates left to right and gives the last.
// traced: [{"n": 2}]
// run: [{"n": 5}]
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
  let i = 0;
  const v = (i++, i += body.n, i * 10);
  for (var a = 0, b = 10; a < b; a++, b--);
  respond(show([v, i, a, b, (1, 2, body.n)]));
});
