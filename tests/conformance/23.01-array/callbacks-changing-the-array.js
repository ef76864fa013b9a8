// 23.1.3: callbacks that append, remove and shorten while the walk is under way.
// traced: [{"a": [1, 2, 3, 4]}]
// run: [{"a": [9]}, {"a": []}]
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
  a.forEach((v, i) => { log.push(v); if (i === 0) a.push('late'); if (i === 1) a.splice(2, 1); });
  const b = body.a.slice();
  const mapped = b.map((v, i) => { b.length = 2; return v; });
  const c = body.a.slice();
  const found = c.find((v, i) => { log.push('f' + v); c.pop(); return false; });
  respond(show([log, a, mapped, mapped.length, found, body.a.filter((v, i, all) => all.indexOf(v) === i)]));
});
