// 27.2.2: adopting a promise takes extra jobs, and the order shows it.
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
  const tick = (name, n) => { let p = Promise.resolve(); for (let i = 0; i < n; i++) p = p.then(() => log.push(name + i)); return p; };
  Promise.resolve().then(() => Promise.resolve('adopted')).then(v => log.push(v));
  new Promise(r => r(Promise.resolve('resolved with promise'))).then(v => log.push(v));
  Promise.resolve().then(() => ({ then(r) { log.push('then called'); r('thenable'); } })).then(v => log.push(v));
  tick('tick', 6).then(() => respond(show([log, body.v])));
});
