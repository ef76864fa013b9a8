// 22.2.4: RegExp from text and from patterns, with escapes, and its errors.
// traced: [{"p": "(", "f": ""}, {"p": "a+", "f": "g"}]
// run: [{"p": "[b-a]", "f": ""}, {"p": "a", "f": "gg"}, {"p": "*", "f": ""}]
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
  const out = [];
  try {
    const re = new RegExp(body.p, body.f);
    out.push(String(re), 'caaat'.replace(re, '-'), String(RegExp(re)), RegExp(re) === re, String(new RegExp(re, 'i')));
  } catch (e) {
    out.push(e.name + ': ' + e.message);
  }
  respond(show(out));
});
