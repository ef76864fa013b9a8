// 14.9: break with labels leaves loops, switches and plain blocks.
// traced: [{"n": 1}, {"n": 2}, {"n": 3}, {"n": 4}]
// run: [{"n": 3}, {"n": 9}]
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
  block: {
    log.push('in');
    if (body.n === 1) break block;
    loop: while (true) {
      switch (body.n) {
        case 2: break block;
        case 3: log.push('three'); break loop;
        default: log.push('default'); break;
      }
      log.push('after switch');
      break;
    }
    log.push('after loop');
  }
  respond(show(log));
});
