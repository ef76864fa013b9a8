// 27.2.4: Promise.reject, Promise.resolve, and promises kept for later.
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
  const deferred = () => {
    const d = {};
    d.promise = new Promise((resolve, reject) => Object.assign(d, { resolve, reject }));
    return d;
  };
  const d = deferred(), e = deferred();
  const log = [];
  d.promise.then(v => log.push(v));
  d.promise.then(v => { log.push('twice ' + v); e.reject(new Error('chained')); });
  e.promise.catch(x => { log.push(x.message); respond(show([log, Promise.reject.length, Promise.all.name])); });
  d.resolve(body.v);
});
