// process.env takes writes, as strings.
// traced: [{"v": 5}]
// run: [{"v": null}, {"v": "s"}]
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
  process.env.ADDED = body.v;
  const before = [process.env.ADDED, typeof process.env.ADDED];
  delete process.env.ADDED;
  respond(show([before, process.env.ADDED]));
});
