// 24.1.5: map iterators are iterable and stay done.
// traced: [{"n": 1}]
// run: [{"n": 2}]
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
  const m = new Map([[body.n, 'x']]);
  const it = m[Symbol.iterator]();
  const first = it.next(), second = it.next();
  m.set('late', 1);
  respond(show([first, second, it.next(), m.entries === m[Symbol.iterator] || typeof m.entries, [...m.values()], Object.prototype.toString.call(it), m.keys()[Symbol.iterator]().next()]));
});
