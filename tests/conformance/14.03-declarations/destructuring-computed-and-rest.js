// 14.3.3: computed keys in patterns, and rest without the keys already taken.
// traced: [{"k": "b", "o": {"a": 1, "b": 2, "c": 3}}, {"k": "zz", "o": {}}]
// run: [{"k": "a", "o": {"2": "two", "1": "one", "a": 0}}]
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
  const { [body.k]: picked = 'none', ...rest } = body.o;
  const { length, [length - 1]: last } = 'abc';
  respond(show([picked, rest, length, last, Object.keys(rest)]));
});
