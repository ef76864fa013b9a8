// 15.3: arrows returning arrows.
// traced: [{"a": 1, "b": 2}, {"a": "x", "b": "y"}]
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
  const curry = f => a => b => c => f(a, b, c);
  const join = curry((a, b, c) => `${a}-${b}-${c}`);
  const half = join(body.a)(body.b);
  respond(show([half('first'), half('second'), (a => b => a + b)(body.a)(body.b)]));
});
