// 27.2.1.3.2: resolving with a promise or thenable takes its state; with itself is a TypeError.
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
  const p = Promise.resolve(body.v);
  const log = [Promise.resolve(p) === p];
  let resolveSelf;
  const self = new Promise(r => { resolveSelf = r; });
  resolveSelf(self);
  const thenables = [{ then: r => r('from thenable') }, { then: (_, reject) => reject('rejected') }, { then() { throw 'thrown'; } }, { then: 5 }, { get then() { throw 'getter'; } }];
  self.catch(e => log.push(e.name + ': ' + e.message))
    .then(() => Promise.allSettled(thenables.map(t => Promise.resolve().then(() => t))))
    .then(all => respond(show([log, all.map(r => [r.status, show(r.value ?? r.reason)])])));
});
