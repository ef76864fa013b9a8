// 23.1.3: keys, values, entries and the default iterator.
// traced: [{"a": ["x", "y"]}]
// run: [{"a": []}, {"a": [1, 2, 3]}]
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
  const { a } = body;
  const it = a[Symbol.iterator]();
  const e = a.entries();
  respond(show([[...a.keys()], [...a.values()], [...a.entries()], it.next(), it.next(), it.next(), [...it], e.next(), e[Symbol.iterator]() === e, Object.prototype.toString.call(it), [...[, 1].keys()]]));
});
