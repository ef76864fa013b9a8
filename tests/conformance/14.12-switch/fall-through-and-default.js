// 14.12: falling through, default in the middle, several labels for one body.
// traced: [{"n": 0}, {"n": 1}, {"n": 2}, {"n": 3}, {"n": 9}]
// run: [{"n": 1}, {"n": 8}]
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
  switch (body.n) {
    case 0:
    case 1:
      log.push('low');
    default:
      log.push('default');
    case 2:
      log.push('two');
      break;
    case 3:
      log.push('three');
  }
  respond(show(log));
});
