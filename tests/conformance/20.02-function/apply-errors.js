// 20.2.3.1: apply wants an object as its list; call and apply want a function.
// traced: [{"v": 5}]
// run: [{"v": "s"}]
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
  for (const work of [() => Math.max.apply(null, body.v), () => ({}).call(), () => Function.prototype.call.call(5)]) {
    try {
      log.push(work());
    } catch (e) {
      log.push(e.name + ': ' + e.message);
    }
  }
  respond(show(log));
});
