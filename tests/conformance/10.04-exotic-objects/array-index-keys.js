// 10.4.2: which keys of an array are indices, and what others do.
// traced: [{"k": "1"}, {"k": "01"}]
// run: [{"k": "2"}, {"k": "-1"}]
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
  const a = ['zero', 'one'];
  a[body.k] = 'set';
  respond(show([a.length, a[1], a['1'], a['01'], a['-1'], a[2], Object.keys(a)]));
});
