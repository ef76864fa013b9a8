// 20.5.1: every error constructor, with and without new.
// traced: [{"m": "oops"}]
// run: [{"m": ""}, {"m": "x"}]
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
  const all = [Error, TypeError, RangeError, ReferenceError, SyntaxError, EvalError, URIError];
  respond(show(all.map(E => {
    const a = new E(body.m), b = E(body.m), c = new E();
    return [a.name, a.message, String(a), b instanceof E, b instanceof Error, c.message, Object.hasOwn(c, 'message'), Object.keys(a), E.name, E.length];
  })));
});
