// 13.10.1: the right side of in must be an object.
// traced: [{"v": "text"}, {"v": 5}]
// run: [{"v": "other"}, {"v": true}]
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
  let out;
  try {
    out = 'length' in body.v;
  } catch (e) {
    out = e.name + ': ' + e.message;
  }
  respond(show(out));
});
