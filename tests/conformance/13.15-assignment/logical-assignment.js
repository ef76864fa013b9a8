// 13.15.2: &&=, ||= and ??= assign only when they must, on variables, members and setters.
// traced: [{"v": 0}, {"v": "x"}, {"v": null}]
// run: [{"v": ""}, {"v": "yy"}]
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
  let writes = 0;
  const o = { a: body.v, b: body.v, c: body.v, inner: body.v, get p() { return this.inner; }, set p(v) { writes++; this.inner = v; } };
  let x = body.v, y = body.v, z = body.v;
  x &&= 'and';
  y ||= 'or';
  z ??= 'nullish';
  o.a &&= 1;
  o['b'] ||= 2;
  o.c ??= 3;
  o.p ||= 'set';
  respond(show([x, y, z, o.a, o.b, o.c, o.p, writes]));
});
