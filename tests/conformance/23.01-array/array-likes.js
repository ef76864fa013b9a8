// 23.1.3: array methods on array-like objects and strings.
// traced: [{"n": 2}]
// run: [{"n": 3}]
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
  const like = { length: body.n, 0: 'a', 1: 'b', 2: 'c' };
  const { map, join, slice, indexOf, push, filter } = Array.prototype;
  const added = push.call(like, 'pushed');
  respond(show([map.call(like, v => v + v), join.call(like, '-'), slice.call(like, 1), indexOf.call(like, 'b'), added, like, map.call('xyz', c => c.toUpperCase()), filter.call('a1b2', c => c > '9'), join.call('abc', '+')]));
});
