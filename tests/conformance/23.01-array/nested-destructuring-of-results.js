// 23.1: results of array methods taken apart at once.
// traced: [{"a": [["k1", 1], ["k2", 2]]}]
// run: [{"a": [["x", null]]}]
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
  const [[firstKey, firstValue], ...others] = body.a;
  const { length, [length - 1]: last } = body.a;
  const [min = 'none'] = body.a.map(([, v]) => v).sort();
  respond(show([firstKey, firstValue, others, length, last, min, body.a.map(([k, v], i) => ({ k, v, i }))]));
});
