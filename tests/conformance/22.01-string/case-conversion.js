// 22.1.3: upper and lower case beyond ASCII.
// traced: [{"s": "Hello World 123"}]
// run: [{"s": "ÀÉÎõü"}, {"s": "straße"}, {"s": "İıſK"}, {"s": "ΑΣ ΑΣΑ"}, {"s": "ﬁﬂ"}, {"s": "𐐀𐐨"}]
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
  respond(show([body.s.toUpperCase(), body.s.toLowerCase(), body.s.toUpperCase().toLowerCase() === body.s.toLowerCase()]));
});
