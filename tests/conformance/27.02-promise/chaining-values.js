// 27.2.5.4: then passes values on, waits for promises, and ignores what is no function.
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
  Promise.resolve(body.v)
    .then(v => [v, 'wrapped'])
    .then(5)
    .then(null, () => 'never')
    .then(v => Promise.resolve(v.concat('inner')))
    .then(v => ({ then(resolve) { resolve(v.concat('thenable')); } }))
    .then(v => respond(show(v)));
});
