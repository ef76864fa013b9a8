// 14.3.1: let without a value is undefined at each evaluation, in loops too.
// traced: [{"n": 3}]
// run: [{"n": 2}]
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
  const seen = [];
  for (let i = 0; i < body.n; i++) {
    let fresh;
    seen.push(fresh);
    fresh = i;
    seen.push(fresh);
  }
  respond(show(seen));
});
