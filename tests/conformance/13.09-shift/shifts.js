// 13.9: <<, >> and >>> take the count modulo 32 and int32 or uint32 of the left side.
// traced: [{"v": [1, -1, 255, 2147483647], "c": [0, 1, 31, 32]}]
// run: [{"v": [4294967295, 1e10, -2147483648, 0.9], "c": [33, -1, 16]}]
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
  respond(show(body.v.map(v => body.c.map(c => [v << c, v >> c, v >>> c]))));
});
