// 25.5.2: a replacer gets key and value, holder as this, root under the empty key.
// traced: [{"o": {"a": 1, "b": [2, {"c": 3}], "secret": "x"}}]
// run: [{"o": {"secret": 1}}, {"o": {"z": null, "1": true}}]
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
  const text = JSON.stringify(body.o, function (k, v) {
    log.push(k + ':' + typeof v + (Array.isArray(this) ? '[]' : ''));
    return k === 'secret' ? undefined : typeof v === 'number' ? v * 10 : v;
  });
  respond(show([text, log, JSON.stringify(body.o, () => 'replaced'), JSON.stringify([1, 2], (k, v) => (k === '0' ? undefined : v)), JSON.stringify({ a: 1 }, (k, v) => (k === '' ? { b: 2 } : v))]));
});
