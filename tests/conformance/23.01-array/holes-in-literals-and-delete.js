// 23.1: how holes come about and how they look.
// traced: [{"i": 1}]
// run: [{"i": 0}, {"i": 5}]
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
  const a = [1, 2, 3];
  delete a[body.i];
  const b = [, 'x'];
  b[3] = 'far';
  respond(show([a, a.length, body.i in a, b, JSON.stringify(b), b.indexOf(undefined), [...b], Object.entries(b), b.map(v => v + '!'), b.join('-'), a.findIndex(v => v === undefined)]));
});
