// 7.2.13: string order is by UTF-16 units, not by code points.
// traced: [{"list": ["\uff5e", "😀", "z", "Z", "é"]}]
// run: [{"list": ["\ue000", "𝒳", "\ud7ff", "a", ""]}]
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
  const { list } = body;
  respond(show([list.map(a => list.map(b => (a < b ? 1 : a > b ? 2 : 0)).join('')), list.slice().sort()]));
});
