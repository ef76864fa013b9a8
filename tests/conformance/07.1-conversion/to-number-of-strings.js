// 7.1.4.1.1: strings to numbers: white space, signs, radix prefixes, exponents, and what is not a number.
// traced: [{"s": ["", " ", "12", " 12 ", "-3.5", "1e3", "0x1F", "0b101", "0o17", "Infinity", "-Infinity", "abc", "1 2", ".5", "5.", "."]}]
// run: [{"s": ["+7", "-0", "1e", "e1", "0x", "0xg", "-0x10", "infinity", "1_000", "\t\n12\r", "00012", "1e1000", "NaN", "1,2", "--1", "\ufeff5"]}]
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
  respond(show(body.s.map(s => [Number(s), +s, s * 1, s - 0])));
});
