// 15.2: functions in arrays, objects, arguments and results.
// traced: [{"n": 4, "op": "add"}, {"n": 4, "op": "mul"}]
// run: [{"n": 7, "op": "add"}]
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
  const ops = { add: a => b => a + b, mul: a => b => a * b };
  const compose = (...fs) => x => fs.reduceRight((v, f) => f(v), x);
  const twice = f => x => f(f(x));
  const op = ops[body.op](body.n);
  respond(show([op(3), twice(op)(1), compose(op, op, String)('2'), [op, twice(op)].map(f => f(5)), compose()(body.n)]));
});
