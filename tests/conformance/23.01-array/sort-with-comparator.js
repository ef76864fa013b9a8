// 23.1.3.30: comparators: numbers, stable, descending, by several keys; results that are no numbers.
// traced: [{"a": [3, 1, 2, 10, 21]}]
// run: [{"a": [5]}, {"a": [1.5, -2, 0, 1e3, 7, 7]}]
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
  const { a } = body;
  const people = a.map((v, i) => ({ group: v % 2, order: i }));
  respond(show([a.slice().sort((x, y) => x - y), a.slice().sort((x, y) => y - x), a.slice().sort((x, y) => (x < y ? -1 : 1)), people.sort((p, q) => p.group - q.group).map(p => p.order), a.slice().sort(() => 0), a.slice().sort(undefined), a.slice().sort((x, y) => String(x - y))]));
});
