// 7.1.18: members of primitives: wrappers come and go, writes to them are lost.
// traced: [{"s": "abc", "n": 5}]
// run: [{"s": "", "n": 0.5}]
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
  const { s, n } = body;
  const out = [s.length, s[0], s[9], s.missing, n.missing, true.missing, n.toFixed(2), s['length'], (n).constructor === Number];
  respond(show(out));
});
