// 23.1.3: some, every, find, findIndex, findLast and findLastIndex stop early.
// traced: [{"a": [5, 12, 8, 130], "n": 10}]
// run: [{"a": [], "n": 0}, {"a": [1, 2, 3], "n": 100}, {"a": [11, 12], "n": 10}]
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
  let calls = 0;
  const big = v => (calls++, v > body.n);
  const { a } = body;
  respond(show([a.some(big), a.every(big), a.find(big), a.findIndex(big), a.findLast(big), a.findLastIndex(big), calls]));
});
