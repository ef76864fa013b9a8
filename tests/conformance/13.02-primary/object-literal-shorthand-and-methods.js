// 13.2.5: shorthand properties, methods and quoted and numeric keys.
// traced: [{"a": 1, "b": "x"}]
// run: [{"a": 2.5, "b": "y"}]
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
  const { a, b } = body;
  const o = { a, b, 'quoted key': a, 1: b, 0x10: 'hex', 1.5: 'fraction', sum(c) { return this.a + c; }, async: 1, get: 2, set: 3, static: 4 };
  respond(show([o, o.sum(10), o['quoted key'], o[16], o[1.5], o.get + o.set, o.sum.name]));
});
