// Timers: the answer is sent at once, and timers still run and change state.
// traced: [{"n": 1}, {"n": 2}]
// run: [{"n": 3}, {"n": 4}]
const { listen, respond } = require('containerless');

// Tells apart what JSON does not: -0, NaN, undefined, holes.
function show(v) {
  if (Array.isArray(v)) return '[' + v.map(show).join() + ']';
  if (typeof v === 'object' && v !== null) return '{' + Object.keys(v).map(k => k + ':' + show(v[k])).join() + '}';
  if (typeof v === 'function') return 'function';
  return typeof v === 'string' ? JSON.stringify(v) : Object.is(v, -0) ? '-0' : String(v);
}
show([-0, 'text', { a: show }]); // so that the trace has seen all of it

const seen = [];

listen(({ body }) => {
  respond(show(seen));
  setTimeout(() => seen.push(body.n), 1);
});
