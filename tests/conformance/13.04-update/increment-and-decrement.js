// 13.4: prefix gives the new value, postfix the old one converted to a number.
// traced: [{"n": 5, "s": "6"}]
// run: [{"n": 2147483647, "s": "x"}, {"n": 0.1, "s": ""}]
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
  let { n, s } = body;
  const out = [n++, n, ++n, n, n--, --n, n];
  out.push(s++, s, typeof s);
  respond(show(out));
});
