// 13.10.1: in looks at own and inherited properties, of arrays too, holes excepted.
// traced: [{"k": "a"}, {"k": "toString"}]
// run: [{"k": "b"}, {"k": "zzz"}]
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
  o.a = undefined;
  const array = [1, , 3];
  respond(show([body.k in o, 'a' in o, 'toString' in o, 0 in array, 1 in array, '2' in array, 3 in array, 'length' in array, Symbol.iterator in array]));
});
