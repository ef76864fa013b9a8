// 23.1: an array whose elements change from integers to doubles to anything.
// traced: [{"v": [1, 2.5, "x", null]}]
// run: [{"v": [3, -0.5, true, [1]]}]
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
  const sums = [];
  for (const v of body.v) {
    a.push(v);
    sums.push(a.reduce((s, x) => s + x));
  }
  a[0] = 'changed';
  respond(show([a, sums, a.map(v => typeof v)]));
});
