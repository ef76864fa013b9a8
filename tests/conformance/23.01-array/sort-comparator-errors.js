// 23.1.3.30: errors of comparators come through; conversions of results happen.
// traced: [{"a": [2, 1, 3]}, {"a": [5]}]
// run: [{"a": [1, 2]}]
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
  const a = body.a.slice();
  let out;
  try {
    a.sort((x, y) => { throw new RangeError(`cmp ${a.length}`); });
    out = 'sorted';
  } catch (e) {
    out = e.message;
  }
  respond(show([out, a.slice().sort((x, y) => ({ valueOf: () => x - y })), a.slice().sort((x, y) => x > y), a.slice().sort((x, y) => undefined)]));
});
