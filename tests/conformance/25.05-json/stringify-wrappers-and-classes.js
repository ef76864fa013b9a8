// 25.5.2: wrapper objects, instances, maps, errors, getters, inherited and hidden properties.
// traced: [{"n": 1}]
// run: [{"n": "s"}]
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
  class P { #hidden = 1; own = body.n; get g() { return 'getter on prototype'; } static s = 1; }
  const o = Object.create({ inherited: 1 }, { visible: { value: 1, enumerable: true }, hidden: { value: 2 } });
  respond(show([JSON.stringify(new P()), JSON.stringify(o), JSON.stringify([new Number(3), new String('s'), new Boolean(false), Object(1)]), JSON.stringify([new Map([[1, 2]]), new Set([1]), /x/, new Error('e')]), JSON.stringify({ get computed() { return body.n; } }), JSON.stringify(Object.assign([1, 2], { extra: 3 }))]));
});
