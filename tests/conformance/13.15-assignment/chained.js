// 13.15: assignment is right-associative and its value is the right side.
// traced: [{"v": 7}]
// run: [{"v": "seven"}, {"v": null}]
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
  let a, b;
  const o = {};
  const result = a = o.x = b = body.v;
  a = b += 1;
  respond(show([result, a, b, o]));
});
