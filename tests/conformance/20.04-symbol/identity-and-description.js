// 20.4: symbols are unique; the registry's are shared.
// traced: [{"d": "name"}]
// run: [{"d": ""}]
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
  const a = Symbol(body.d), b = Symbol(body.d), f = Symbol.for(body.d);
  respond(show([a === b, f === Symbol.for(body.d), f === a, a.description, Symbol().description, a.toString(), String(f), Symbol.keyFor(f), Symbol.keyFor(a), typeof a, Object(a) == a]));
});
