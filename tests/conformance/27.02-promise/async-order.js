// 27.7: await takes one job for promises of its own kind, return of a promise three.
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
  const a = async () => { log.push('a1'); await null; log.push('a2'); await null; log.push('a3'); };
  const b = async () => { await Promise.resolve(); log.push('b'); return Promise.resolve('value'); };
  const c = async () => { log.push('c ' + await b()); };
  a();
  c();
  let p = Promise.resolve();
  for (let i = 0; i < 7; i++) p = p.then(() => log.push(i));
  p.then(() => respond(show([log, body.v])));
});
