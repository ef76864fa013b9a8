// 14.7.5.9: keys deleted before their turn are not visited.
// traced: [{"k": "c"}]
// run: [{"k": "b"}, {"k": "a"}]
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
  const o = { a: 1, b: 2, c: 3, d: 4 };
  const log = [];
  for (const k in o) {
    log.push(k);
    if (k === 'a') delete o[body.k];
  }
  respond(show([log, o]));
});
