// 19.2.4: parseFloat takes the longest prefix that is a number.
// traced: [{"s": ["3.14abc", " -2.5e3x", ".5", "5.", "-.5", "abc", "", "Infinityx", "1e", "0x10", "1.2.3"]}]
// run: [{"s": ["+7", "e5", "-Infinity", "1e1000", "-0", "1_0", "\n9", "00.5", "1e+2", "1e-"]}]
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
  respond(show(body.s.map(s => parseFloat(s)).concat(parseFloat(1.5), parseFloat(null), parseFloat([7, 8]))));
});
