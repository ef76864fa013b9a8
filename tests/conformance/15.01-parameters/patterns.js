// 15.1: patterns as parameters, with defaults for the whole and for parts.
// traced: [{"o": {"x": 1, "y": [2, 3]}}, {}]
// run: [{"o": {"y": ["p"]}}]
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
  const f = ({ x = 'dx', y: [p, q = 'dq'] = [] } = {}, [r, ...s] = [9, 8, 7]) => [x, p, q, r, s];
  respond(show([f(body.o), f(), f({ x: null }, 'ab'), f.length]));
});
