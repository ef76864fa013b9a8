// 21.4.2: dates from dates, from numbers with fractions, from nothing.
// traced: [{"t": 1234.9}]
// run: [{"t": -1234.9}]
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
  const copy = new Date(d);
  copy.setTime(5);
  const now = Date.now();
  respond(show([d.getTime(), copy.getTime(), d.valueOf(), new Date(true).getTime(), new Date(null).getTime(), typeof Date(), typeof now, now > 1600000000000, new Date() - now < 100000, d instanceof Date, Object.keys(d)]));
});
