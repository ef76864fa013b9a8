// 14.8: continue with a label goes on with an outer loop.
// traced: [{"n": 4}]
// run: [{"n": 6}]
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
    for (let j = 0; j < body.n; j++) {
      if (j === 2) continue outer;
      if (i === 1) continue;
      log.push(i * 10 + j);
    }
    log.push('never');
  }
  respond(show(log));
});
