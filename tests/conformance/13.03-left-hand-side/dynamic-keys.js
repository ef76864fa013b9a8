// 13.3.3: bracket access with computed, numeric and odd keys on objects and arrays.
// traced: [{"k": "a", "i": 1}, {"k": "missing", "i": 9}]
// run: [{"k": "b", "i": 0}, {"k": "length", "i": -1}]
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
  const o = { a: 1, b: [2], '': 'empty', '1': 'one' };
  const a = ['x', 'y', 'z'];
  respond(show([o[body.k], a[body.i], o[body.i], a['1'], a[1.0], a['01'], o[''], a[body.k], o['b'][0], a[a.length - 1]]));
});
