// 20.1.2.14: hasOwn, hasOwnProperty and propertyIsEnumerable.
// traced: [{"k": "a"}, {"k": "toString"}]
// run: [{"k": "b"}, {"k": "0"}]
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
  const o = Object.create({ b: 1 });
  o.a = 1;
  Object.defineProperty(o, 'h', { value: 1 });
  respond(show([Object.hasOwn(o, body.k), o.hasOwnProperty(body.k), o.propertyIsEnumerable('a'), o.propertyIsEnumerable('h'), Object.hasOwn([1], body.k), Object.hasOwn('x', body.k), 'length' in [], [].hasOwnProperty('length')]));
});
