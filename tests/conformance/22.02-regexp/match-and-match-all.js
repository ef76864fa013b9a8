// 22.1.3: match and matchAll.
// traced: [{"s": "x1 y2 z3"}, {"s": "none"}]
// run: [{"s": "a1b2"}]
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
  const single = s.match(/([a-z])(\d)/);
  const all = [...s.matchAll(/([a-z])(\d)/g)].map(m => [m[0], m[1], m[2], m.index]);
  respond(show([single && [single[0], single[1], single.index], s.match(/[a-z]\d/g), all, s.match(/zzz/), s.match('\\d') && s.match('\\d')[0], s.search(/\d/), s.search('zz')]));
});
