// 22.2.6: source, flags and the flag properties, and toString.
// traced: [{"p": "a/b", "f": "gi"}]
// run: [{"p": "", "f": ""}, {"p": "\n", "f": "msuy"}]
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
  const re = new RegExp(body.p, body.f);
  respond(show([re.source, re.flags, re.global, re.ignoreCase, re.multiline, re.sticky, re.unicode, re.dotAll, String(re), `${/a\/[/]/g}`, re.lastIndex, Object.keys(re), re instanceof RegExp, typeof re]));
});
