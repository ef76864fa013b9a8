// 27.1: iterators written by hand, in for-of, spread, destructuring and Array.from.
// traced: [{"n": 3}, {"n": 0}]
// run: [{"n": 5}]
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
  const range = (from, to) => ({
    [Symbol.iterator]() {
      let i = from;
      return { next: () => (i < to ? { value: i++, done: false } : { value: 'ignored', done: true }) };
    },
  });
  const r = range(0, body.n);
  let sum = 0;
  for (const v of r) sum += v;
  const [a, b = 'none'] = r;
  respond(show([sum, [...r, ...r], a, b, Array.from(r, x => x * 2), Math.max(...r), new Set(r).size, new Map([...r].map(k => [k, -k])).get(2), Object.fromEntries([...r].map(k => ['k' + k, k]))]));
});
