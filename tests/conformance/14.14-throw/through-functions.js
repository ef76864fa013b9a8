// 14.14: errors pass through calls, callbacks and loops to the nearest handler.
// traced: [{"depth": 3}]
// run: [{"depth": 0}, {"depth": 10}]
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
  const down = n => {
    if (n === 0) throw new RangeError('bottom');
    return [n].map(x => down(x - 1));
  };
  const log = [];
  try {
    for (const k of [1, 2]) {
      log.push(k);
      down(body.depth);
      log.push('never');
    }
  } catch (e) {
    log.push(e.name, e.message, e instanceof RangeError, e instanceof Error);
  }
  respond(show(log));
});
