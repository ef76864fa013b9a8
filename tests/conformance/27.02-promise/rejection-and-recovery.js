// 27.2.5: catch, then with two handlers, throwing in handlers, recovering.
// traced: [{"m": "bad"}]
// run: [{"m": "worse"}]
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
  Promise.reject(new Error(body.m))
    .then(() => log.push('skipped'))
    .catch(e => { log.push('caught ' + e.message); return 'recovered'; })
    .then(v => { log.push(v); throw new TypeError('again'); })
    .then(() => log.push('skipped'), e => log.push('second handler ' + e.name))
    .then(() => { null.x; })
    .catch(e => log.push(e.constructor.name))
    .then(() => respond(show(log)));
});
