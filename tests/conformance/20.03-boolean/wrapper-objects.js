// 20.3: Boolean, Number and String objects are objects, so truthy; they convert back.
// traced: [{"n": 0}]
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
  const b = new Boolean(false), n = new Number(body.n), s = new String('ab');
  respond(show([b ? 'truthy' : 'falsy', typeof b, b == false, n + 1, n == body.n, n === body.n, typeof n, s.length, s + 'c', typeof s, s == 'ab', s[1], JSON.stringify([b, n, s]), Object.keys(s), b.valueOf()]));
});
