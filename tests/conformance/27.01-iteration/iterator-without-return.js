// 27.1: iterators without return, with results that lack done or value.
// traced: [{"n": 2}]
// run: [{"n": 4}]
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
  let i = 0;
  const odd = { [Symbol.iterator]: () => ({ next: () => (i++ < body.n ? { value: i } : { done: 1 }) }) };
  for (const v of odd) log.push(v);
  i = 0;
  const empty = { [Symbol.iterator]: () => ({ next: () => (i++ < body.n ? {} : { done: 'yes', value: 5 }) }) };
  log.push([...empty]);
  i = 0;
  for (const v of odd) break;
  log.push(i);
  respond(show(log));
});
