// 15.1: rest parameters collect what is left in a real array.
// traced: [{"a": [1, 2, 3, 4]}, {"a": []}, {"a": ["x"]}]
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
  const f = (first, ...rest) => [first, rest.length, rest.map(v => v + v), Array.isArray(rest)];
  function g(a, b = 'b', ...[c, ...d]) { return [a, b, c, d]; }
  respond(show([f(...body.a), f(), f(1), f.apply(null, body.a), g(...body.a), f.length, g.length]));
});
