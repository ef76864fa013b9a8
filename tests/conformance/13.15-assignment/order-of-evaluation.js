// 13.15.2: the target's object and key are evaluated before the right side; a missing object throws only then.
// traced: [{"k": "a"}]
// run: [{"k": "b"}]
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
  const t = (name, v) => (log.push(name), v);
  const o = {};
  t('object', o)[t('key', body.k)] = t('value', 1);
  try {
    t('null', null)[t('key2', 'x')] = t('value2', 2);
  } catch (e) {
    log.push(e.name);
  }
  let i = 0;
  const a = [];
  a[i++] = i;
  a[i] = i++ + i;
  respond(show([o, log, a, i]));
});
