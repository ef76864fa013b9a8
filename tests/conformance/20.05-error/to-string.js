// 20.5.3.4: toString joins name and message, whatever they are.
// traced: [{"n": "Name", "m": "message"}]
// run: [{"n": "", "m": "only message"}, {"n": "OnlyName", "m": ""}]
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
  const e = new Error(body.m);
  e.name = body.n;
  const bare = new TypeError('t');
  bare.message = 'changed';
  const toString = Error.prototype.toString;
  respond(show([String(e), `${bare}`, bare + '', toString.call({ name: 'N', message: 'M' }), toString.call({}), toString.call({ message: 5 })]));
});
