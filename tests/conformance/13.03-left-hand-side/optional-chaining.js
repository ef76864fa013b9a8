// 13.3.9: ?. stops the whole chain at null and undefined, and evaluates nothing further.
// traced: [{"o": {"a": {"b": [10]}}}, {"o": {"a": null}}, {}]
// run: [{"o": {"a": {"b": []}}}, {"o": {}}, {"o": null}]
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
  let evaluated = 0;
  const key = () => (evaluated++, 'b');
  const { o } = body;
  respond(show([o?.a, o?.a?.b, o?.a?.[key()], o?.a?.b[0], o?.a?.b.length, o?.a?.b?.[0]?.c, evaluated, delete o?.a?.zzz, (o?.a)?.b]));
});
