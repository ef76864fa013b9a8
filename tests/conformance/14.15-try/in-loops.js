// 14.15: break and continue out of try run finally each time.
// traced: [{"n": 5}]
// run: [{"n": 3}, {"n": 0}]
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
  outer: for (let i = 0; i < body.n; i++) {
    try {
      if (i === 1) continue;
      if (i === 3) break outer;
      log.push('body' + i);
    } finally {
      log.push('f' + i);
    }
    log.push('end' + i);
  }
  respond(show(log));
});
