// 10.4.2.4: an invalid length is a RangeError.
// traced: [{"n": -1}]
// run: [{"n": 1.5}, {"n": "x"}]
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
  const a = [1, 2];
  let out;
  try {
    a.length = body.n;
    out = 'set';
  } catch (e) {
    out = e.name + ': ' + e.message;
  }
  respond(show([out, a]));
});
