// 27.2.3: the executor runs at once, only the first settlement counts, its errors reject.
// traced: [{"v": 1}]
// run: [{"v": "s"}]
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
  const a = new Promise((resolve, reject) => {
    resolve(body.v);
    resolve('ignored');
    reject('ignored');
    throw new Error('ignored');
  });
  const b = new Promise(() => { throw new Error('executor'); });
  for (const work of [() => new Promise(), () => new Promise(5), () => Promise(() => 1)]) {
    try {
      work();
    } catch (e) {
      log.push(e.name + ': ' + e.message);
    }
  }
  a.then(v => log.push(v)).then(() => b).catch(e => log.push(e.message)).then(() => respond(show([log, typeof a, Object.prototype.toString.call(a), a instanceof Promise, Object.keys(a)])));
});
