// 13.12: a set of flags kept in an integer.
// traced: [{"on": [1, 4], "off": [1]}]
// run: [{"on": [2, 8, 2147483648], "off": [8]}, {"on": [], "off": [4]}]
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
  let flags = 0;
  for (const f of body.on) flags |= f;
  for (const f of body.off) flags &= ~f;
  flags ^= 16;
  respond(show([flags, flags >>> 0, (flags & 4) !== 0, flags.toString(2), (flags >>> 0).toString(16)]));
});
