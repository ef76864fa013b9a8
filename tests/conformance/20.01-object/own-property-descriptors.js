// 20.1.2.8: getOwnPropertyDescriptor and its plural, getOwnPropertyNames.
// traced: [{"v": 1}]
// run: [{"v": "x"}]
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
  const o = { a: body.v, get b() { return 2; }, set c(v) {} };
  const d = Object.getOwnPropertyDescriptor(o, 'a'), g = Object.getOwnPropertyDescriptor(o, 'b');
  const all = Object.getOwnPropertyDescriptors(o);
  respond(show([d, typeof g.get, g.set, Object.keys(g), Object.keys(all), Object.getOwnPropertyDescriptor(o, 'missing'), Object.getOwnPropertyNames(o),
    Object.getOwnPropertyNames('ab'), Object.getOwnPropertyNames([1, 2]), Object.getOwnPropertyDescriptor([1], 'length'), Object.getOwnPropertyDescriptor('abc', 0)]));
});
