// 13.15.2: a compound assignment evaluates object and key once, then reads, then evaluates the right side.
// traced: [{"k": "a", "n": 2}, {"k": "b", "n": "x"}, {"k": "a", "n": null}]
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
  const order = [];
  const target = { a: 10, b: 'text' };
  const object = () => (order.push('object'), target);
  const key = () => (order.push('key'), body.k);
  const value = () => (order.push('value'), body.n);
  object()[key()] += value();
  object()[key()] -= value();
  respond(show([order, target]));
});
