// 20.2.4: name and length of every kind of function.
// traced: [{"k": "key"}]
// run: [{"k": ""}]
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
  function decl(a, b) {}
  const arrow = a => a, async1 = async () => {}, rest = (...a) => a, def = (a, b = 1, c) => a;
  function* gen() {}
  class K { constructor(a, b, c) {} static sm() {} }
  const o = { [body.k](x) {}, get g() { return 1; } };
  respond(show([decl, arrow, async1, rest, def, gen, K, K.sm, o[body.k], Math.max, [].push, 'x'.slice, parseInt, Object, Array, JSON.stringify,
    Object.getOwnPropertyDescriptor(o, 'g').get].map(f => [f.name, f.length])));
});
