// 27.2: jobs run in order after the current code, before timers.
// traced: [{"v": 1}]
// run: [{"v": 2}]
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
  setTimeout(() => {
    log.push('timeout');
    respond(show(log));
  }, 0);
  Promise.resolve(body.v).then(v => log.push('then ' + v)).then(n => log.push('second ' + n));
  Promise.resolve().then(() => log.push('other')).then(() => log.push('other second'));
  queueMicrotask(() => log.push('microtask'));
  new Promise(resolve => {
    log.push('executor');
    resolve();
  }).then(() => log.push('after executor'));
  log.push('sync');
});
