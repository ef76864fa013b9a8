// 12.9.4: escapes in string literals.
// traced: [{"s": "x"}]
// run: [{"s": "yz"}]
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
  const { s } = body;
  const list = ['\n\t\r\b\f\v\0', '\x41\u0042\u{43}\u{1F600}', '\'\"\\', 'a\
  b', '\q\8', "it's", '', '\u2028'];
  respond(show(list.map(t => (t + s).length).concat(list.map(t => JSON.stringify(t + s)))));
});
