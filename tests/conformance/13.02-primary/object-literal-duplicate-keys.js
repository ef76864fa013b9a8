// 13.2.5: the last of several equal keys wins and keeps the first's place.
// traced: [{"a": 1}]
// run: [{"a": "s"}]
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
  const { a } = body;
  const o = { x: 1, y: a, x: 2, ['y']: 3, get x() { return 'getter'; }, z: 4 };
  respond(show([Object.keys(o), o.x, o.y]));
});
