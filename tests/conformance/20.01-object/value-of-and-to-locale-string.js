// 20.1.3: valueOf gives the object itself, and toLocaleString asks toString.
// traced: [{"n": 5}]
// run: [{"n": 6}]
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
  const o = { n: body.n, toString() { return 'custom ' + this.n; } };
  respond(show([o.valueOf() === o, o.toLocaleString(), `${o}`, Object(5) + 1, Object('s') + '', typeof Object(5), Object(o) === o, new Object() + '']));
});
