// 23.1.3.24: reduce of nothing without a start is a TypeError.
// traced: [{"a": []}, {"a": [1]}, {"a": [5, 6]}]
// run: [{"a": []}]
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
  for (const work of [() => body.a.reduce((x, y) => x + y), () => body.a.reduceRight((x, y) => x + y), () => body.a.reduce((x, y) => x + y, 0), () => [, 5, ,].reduce((x, y) => x + y)]) {
    try {
      log.push(work());
    } catch (e) {
      log.push(e.name + ': ' + e.message);
    }
  }
  respond(show(log));
});
