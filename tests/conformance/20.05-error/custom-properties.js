// 20.5: errors are objects: properties, and what JSON and spread make of them.
// traced: [{"code": "E1"}]
// run: [{"code": 7}]
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
  const e = Object.assign(new Error('m'), { code: body.code, details: [1] });
  respond(show([Object.keys(e), JSON.stringify(e), { ...e }, e.code, { message: e.message, ...e }]));
});
