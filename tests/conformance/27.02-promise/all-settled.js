// 27.2.4.2: allSettled tells what became of each.
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
  Promise.allSettled([body.v, Promise.resolve('ok'), Promise.reject('no'), Promise.reject(new Error('e')), new Promise(r => setTimeout(r, 1, 'later'))])
    .then(all => respond(show(all.map(r => [r.status, r.value, r.reason instanceof Error ? r.reason.message : r.reason, Object.keys(r)]))));
});
