// 14.3.3: defaults are evaluated only for undefined, left to right, and see earlier names.
// traced: [{"a": 1}, {}]
// run: [{"a": null, "b": 0}, {"b": 5}]
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
  const log = [];
  const t = (n, v) => (log.push(n), v);
  const { a = t('a', 10), b = t('b', a + 1), c = t('c', a + b) } = body;
  respond(show([a, b, c, log]));
});
