// 14.7.5: for-of over arrays sees what is appended and removed meanwhile, holes as undefined.
// traced: [{"a": [1, 2, 3]}]
// run: [{"a": [5]}, {"a": []}]
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
  const a = body.a.slice();
  for (const v of a) {
    log.push(v);
    if (log.length < 5) a.push(v * 10);
  }
  for (const v of [1, , 3]) log.push(v);
  const shrinking = [1, 2, 3, 4];
  for (const v of shrinking) {
    log.push('s' + v);
    shrinking.pop();
  }
  respond(show([log, a]));
});
