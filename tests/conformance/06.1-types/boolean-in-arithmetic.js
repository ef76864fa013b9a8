// 6.1.3: booleans are 1 and 0 in arithmetic and words in text.
// traced: [{"b": true, "n": 4}, {"b": false, "n": 2.5}]
// run: [{"b": true, "n": -1}]
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
  const { b, n } = body;
  respond(show([b + n, b * n, n - b, b + 'x', +b, -b, b + b, b < n, b == 1, b === 1, [10, 20][+b]]));
});
