// 14.14: any value may be thrown and is caught as it is.
// traced: [{"v": [1, "s", null, {"a": 1}, [1], true]}]
// run: [{"v": [0, ""]}]
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
  for (const v of body.v.concat(undefined)) {
    try {
      throw v;
    } catch (e) {
      log.push(e === v, e, typeof e);
    }
  }
  respond(show(log));
});
