// 23.1.3: at, and the methods that copy: with, toSorted, toReversed, toSpliced.
// traced: [{"a": [3, 1, 2], "i": -1}]
// run: [{"a": ["x"], "i": 0}, {"a": [5, 4], "i": 1}]
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
  const { a, i } = body;
  let error;
  try {
    a.with(99, 'x');
  } catch (e) {
    error = e.name + ': ' + e.message;
  }
  respond(show([a.at(i), a.at(99), a.at(-99), a.with(i, 'new'), a.toSorted(), a.toSorted((x, y) => (x < y ? 1 : -1)), a.toReversed(), a.toSpliced(0, 1, 'p', 'q'), a, error]));
});
