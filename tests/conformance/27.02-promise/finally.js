// 27.2.5.3: finally passes value and error through, waits, and may override with an error.
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
  Promise.resolve(body.v)
    .finally((...args) => { log.push(args.length); return 'ignored'; })
    .then(v => log.push(v))
    .finally(() => Promise.resolve().then(() => log.push('waited')))
    .then(() => Promise.reject(new Error('e')))
    .finally(() => log.push('on error'))
    .catch(e => log.push(e.message))
    .finally(() => { throw new Error('from finally'); })
    .catch(e => log.push(e.message))
    .then(() => respond(show(log)));
});
