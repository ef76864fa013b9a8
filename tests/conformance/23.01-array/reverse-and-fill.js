// 23.1.3: reverse, fill and copyWithin in place.
// traced: [{"a": [1, 2, 3, 4, 5]}]
// run: [{"a": []}, {"a": ["x"]}]
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
  respond(show([a.reverse() === a, a, [1, , 3].reverse(), a.slice().fill(0), a.slice().fill('f', 1), a.slice().fill('f', -2, -1), a.slice().fill(), a.slice().copyWithin(0, 3), a.slice().copyWithin(1, 0, 3), new Array(3).fill('n')]));
});
