// 23.1.3.30: equal elements keep their order, in long arrays too.
// traced: [{"n": 20}]
// run: [{"n": 100}, {"n": 1}]
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
  const list = [];
  for (let i = 0; i < body.n; i++) list.push({ k: (i * 7) % 5, i });
  const calls = [];
  list.sort((a, b) => { calls.push(1); return a.k - b.k; });
  let stable = true;
  for (let i = 1; i < list.length; i++) if (list[i - 1].k === list[i].k && list[i - 1].i > list[i].i) stable = false;
  respond(show([stable, list.map(e => e.k + ':' + e.i), calls.length]));
});
