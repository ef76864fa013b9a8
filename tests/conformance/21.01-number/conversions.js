// 21.1.1: Number as a function over every kind of value.
// traced: [{"v": ["12px", "", null, true, [], "0b11", " 7\n"]}]
// run: [{"v": ["-", "1e-7", [[5]], {"a": 1}, "٣"]}]
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
  respond(show([body.v.map(Number), Number(), Number(undefined), body.v.map(v => Number.parseFloat(v)), body.v.map(v => Number.parseInt(v, 10)), Number.parseFloat === parseFloat]));
});
