// 21.4.4.45: + makes text of a date, other operators its number.
// traced: [{"t": 1000}]
// run: [{"t": 86400000}]
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
  const d = new Date(body.t);
  respond(show([d - 0, d * 1, d > 999, typeof (d + 0), d == d.toString(), [d].join() === String(d), d[Symbol.toPrimitive]('number'), +d]));
});
