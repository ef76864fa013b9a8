// Timers: order by delay, ties in order of setting, after all jobs.
// traced: [{"n": 1}]
// run: [{"n": 2}]
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
  setTimeout(() => log.push('later'), 200);
  setTimeout(() => log.push('1a'), 1);
  setTimeout(() => log.push('1b'), 1);
  setTimeout(() => log.push('no delay'));
  setTimeout(() => log.push('negative'), -5);
  setTimeout(() => respond(show([log, body.n])), 400);
  Promise.resolve().then(() => log.push('job'));
  log.push('sync');
});
