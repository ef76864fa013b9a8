// 27.5: yield, next, return values and done.
// traced: [{"n": 2}]
// run: [{"n": 0}, {"n": 4}]
const { listen, respond } = require('containerless');

// Tells apart what JSON does not: -0, NaN, undefined, holes.
function show(v) {
  if (Array.isArray(v)) return '[' + v.map(show).join() + ']';
  if (typeof v === 'object' && v !== null) return '{' + Object.keys(v).map(k => k + ':' + show(v[k])).join() + '}';
  if (typeof v === 'function') return 'function';
  return typeof v === 'string' ? JSON.stringify(v) : Object.is(v, -0) ? '-0' : String(v);
}
show([-0, 'text', { a: show }]); // so that the trace has seen all of it

function* g(n) {
  for (let i = 0; i < n; i++) yield i * 10;
  return 'returned';
}

listen(({ body }) => {
  const it = g(body.n);
  const log = [];
  for (let i = 0; i < 5; i++) log.push(it.next());
  respond(show([log, [...g(body.n)], typeof it, Object.prototype.toString.call(it), it[Symbol.iterator]() === it, g(1) instanceof g, g.name, g.length]));
});
