// A call that fails gives undefined, not an error.
// traced: [{"u": "data:{"}]
// run: [{"u": "data:"}, {"u": "ftp://x"}, {"u": "not a url"}]
const { listen, respond, get } = require('containerless');

// Tells apart what JSON does not: -0, NaN, undefined, holes.
function show(v) {
  if (Array.isArray(v)) return '[' + v.map(show).join() + ']';
  if (typeof v === 'object' && v !== null) return '{' + Object.keys(v).map(k => k + ':' + show(v[k])).join() + '}';
  if (typeof v === 'function') return 'function';
  return typeof v === 'string' ? JSON.stringify(v) : Object.is(v, -0) ? '-0' : String(v);
}
show([-0, 'text', { a: show }]); // so that the trace has seen all of it

listen(async ({ body }) => {
  respond(show([await get(body.u), await get('data:1').then(v => v + 1)]));
});
