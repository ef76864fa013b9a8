// 13.3.9: an optional call of something that is there but no function still throws.
// traced: [{"f": 5}, {"f": null}]
// run: [{"f": "x"}]
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
  const o = { f: body.f };
  let out;
  try {
    out = o.f?.();
  } catch (e) {
    out = e.name + ': ' + e.message;
  }
  respond(show(out));
});
