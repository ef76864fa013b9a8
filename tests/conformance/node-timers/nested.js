// Timers: a timer set in a timer runs later, jobs between them.
// traced: [{"n": 3}]
// run: [{"n": 1}]
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
  const step = k => {
    log.push('timer ' + k);
    Promise.resolve().then(() => log.push('job ' + k));
    if (k < body.n) setTimeout(step, 0, k + 1);
    else setTimeout(() => respond(show(log)), 1);
  };
  setTimeout(step, 0, 1);
});
