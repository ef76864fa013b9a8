// 27.1: iterators of built-ins are iterable themselves, share their state and are used up once.
// traced: [{"a": [1, 2, 3]}]
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
  const it = body.a.values();
  const first = it.next();
  const rest = [...it];
  const again = [...it];
  const m = new Map(body.a.map(v => [v, v])).entries();
  for (const [k] of m) break;
  respond(show([first, rest, again, it.next(), [...m], typeof it.return, it.toString(), it[Symbol.iterator]() === it]));
});
