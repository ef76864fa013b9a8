// 20.5: the chain of error prototypes, and names that live on them.
// traced: [{"n": 1}]
// run: [{"n": 2}]
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
  const e = new RangeError('r');
  respond(show([e instanceof RangeError, e instanceof TypeError, e instanceof Error, Object.hasOwn(e, 'name'), RangeError.prototype.name, Error.prototype.message,
    Object.getPrototypeOf(RangeError) === Error, e.constructor.name, Object.prototype.toString.call(e), body.n]));
});
