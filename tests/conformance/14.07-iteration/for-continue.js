// 14.7.4: continue runs the update, break does not.
// traced: [{"n": 10}]
// run: [{"n": 4}, {"n": 20}]
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
  let i;
  for (i = 0; i < body.n; i++) {
    if (i % 2) continue;
    if (i > 7) break;
    log.push(i);
  }
  respond(show([log, i]));
});
