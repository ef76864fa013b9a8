// 13.3.6: receiver, then key, then arguments, then the check that it is a function.
// traced: [{"k": "f"}, {"k": "g"}, {"k": "missing"}]
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
  const o = { f: (a, b) => a + b, g: (a, b) => a * b };
  const t = (name, v) => (log.push(name), v);
  let result;
  try {
    result = t('receiver', o)[t('key', body.k)](t('first', 3), t('second', 4));
  } catch (e) {
    result = e.name;
  }
  respond(show([result, log]));
});
