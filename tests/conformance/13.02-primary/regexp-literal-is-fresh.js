// 13.2.7: a regular expression literal makes a new object each time.
// traced: [{"s": "aXbX"}]
// run: [{"s": "XXX"}]
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
  const make = () => /X/g;
  const a = make(), b = make();
  a.test(body.s);
  respond(show([a === b, a.lastIndex, b.lastIndex, a.source, a.flags, String(b)]));
});
