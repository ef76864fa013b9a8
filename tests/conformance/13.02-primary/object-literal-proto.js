// B.3.1: __proto__: value sets the prototype; computed, shorthand and method forms are ordinary properties.
// traced: [{"v": "inherited"}]
// run: [{"v": "other"}]
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
  const parent = { p: body.v };
  const __proto__ = 'shorthand';
  const a = { __proto__: parent, own: 1 };
  const b = { ['__proto__']: parent };
  const c = { __proto__ };
  const d = { __proto__: 5 };
  const e = { __proto__: null };
  respond(show([a.p, Object.keys(a), b.p, Object.keys(b), Object.keys(c), Object.keys(d), d.toString === Object.prototype.toString,
    Object.getPrototypeOf(e) === null, Object.getPrototypeOf(a) === parent]));
});
