// 13.2.4: spread of arrays, strings, sets and iterators; holes become undefined.
// traced: [{"a": [1, 2], "s": "xy"}]
// run: [{"a": [], "s": ""}, {"a": ["q", null], "s": "😀"}]
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
  const { a, s } = body;
  const holes = [1, , 3];
  const r = [0, ...a, ...s, 'mid', ...holes, ...new Set(a), ...a.entries()];
  respond(show([r, r.length, 5 in r, [...a] === a, [...[]].length]));
});
