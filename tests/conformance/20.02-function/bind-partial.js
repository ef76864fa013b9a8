// 20.2.3.2: bind for methods and for leading arguments.
// traced: [{"n": 10}]
// run: [{"n": -1}]
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
  const o = { n: body.n, add(a, b = 0) { return this.n + a + b; } };
  const add = o.add.bind(o), add5 = o.add.bind(o, 5);
  respond(show([add(1), add5(2), add5(), [1, 2, 3].map(o.add, { n: 100 }), [1, 2].map(add.bind(null, 1)), add5.name, add5.length]));
});
