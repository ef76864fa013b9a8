// 10.4.3: strings have read-only index properties and length.
// traced: [{"s": "abc", "i": 1}]
// run: [{"s": "", "i": 0}, {"s": "x", "i": -1}]
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
  const { s, i } = body;
  let copy = s;
  copy[i] = 'Z';
  respond(show([s[i], s['0'], s[99], copy, s.length, 'length' in Object(s), Object.keys(s), s.at(-1), s[s.length - 1]]));
});
