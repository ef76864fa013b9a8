// 14.3.1: closures made in different rounds of a block see different variables.
// traced: [{"n": 3}]
// run: [{"n": 5}, {"n": 0}]
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
  const readers = [], writers = [];
  for (let i = 0; i < body.n; i++) {
    let own = i * 10;
    readers.push(() => own);
    writers.push(v => { own += v; });
  }
  writers.forEach((w, i) => w(i));
  respond(show(readers.map(r => r())));
});
