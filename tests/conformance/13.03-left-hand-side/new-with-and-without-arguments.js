// 13.3.5: new with and without parentheses, and its binding to member chains.
// traced: [{"n": 5}]
// run: [{"n": "s"}]
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
  function Point(x, y) {
    this.x = x;
    this.y = y;
  }
  const ns = { Point, inner: { Point } };
  const a = new Point(body.n, 1), b = new Point, c = new ns.Point(body.n), d = new ns.inner.Point;
  const e = new (ns['Point'])(1, 2).x;
  respond(show([a, b, c, d, e, a instanceof Point, a.constructor === Point]));
});
