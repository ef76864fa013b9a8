// 25.5.2: cycles are a TypeError that shows the way around.
// traced: [{"k": "self"}]
// run: [{"k": "me"}]
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
  const a = { x: 1 };
  a[body.k] = a;
  const b = { list: [{ deep: {} }] };
  b.list[0].deep.back = b;
  const c = [];
  c.push([c]);
  const log = [];
  for (const v of [a, b, c]) {
    try {
      log.push(JSON.stringify(v));
    } catch (e) {
      log.push(e.name, e.message);
    }
  }
  const shared = { s: 1 };
  respond(show([log, JSON.stringify([shared, shared])]));
});
