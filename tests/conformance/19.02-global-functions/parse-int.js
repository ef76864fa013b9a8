// 19.2.5: parseInt: white space, signs, radix, prefixes, and where it stops.
// traced: [{"s": ["12", " 42abc", "-7.9", "0x1F", "", "abc", "1e3", "  +5", "010"], "r": 10}]
// run: [{"s": ["ff", "z", "12", "102", "-0", "9007199254740993", "123456789012345678901234567890"], "r": 16}, {"s": ["101", "12", "2"], "r": 2}]
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
  respond(show(body.s.map(s => [parseInt(s), parseInt(s, body.r), parseInt(s, 36), parseInt(s, 0), parseInt(s, 1), parseInt(s, 37)])));
});
