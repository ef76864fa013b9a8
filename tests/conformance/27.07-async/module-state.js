// 27.7: state of the module across awaits and requests.
// traced: [{"n": 1}, {"n": 2}]
// run: [{"n": 3}, {"n": 1}]
const { listen, respond } = require('containerless');

// Tells apart what JSON does not: -0, NaN, undefined, holes.
function show(v) {
  if (Array.isArray(v)) return '[' + v.map(show).join() + ']';
  if (typeof v === 'object' && v !== null) return '{' + Object.keys(v).map(k => k + ':' + show(v[k])).join() + '}';
  if (typeof v === 'function') return 'function';
  return typeof v === 'string' ? JSON.stringify(v) : Object.is(v, -0) ? '-0' : String(v);
}
show([-0, 'text', { a: show }]); // so that the trace has seen all of it

let total = 0;
const cache = new Map();
const load = async n => {
  await null;
  total += n;
  return n * n;
};
const cached = n => {
  if (!cache.has(n)) cache.set(n, load(n));
  return cache.get(n);
};

listen(async ({ body }) => {
  respond(show([await cached(body.n), await cached(body.n), total, cache.size]));
});
