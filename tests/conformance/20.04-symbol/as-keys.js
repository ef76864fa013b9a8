// 20.4: symbols as keys of objects, classes and maps.
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
  const id = Symbol('id'), tag = Symbol();
  class T { constructor(n) { this[id] = n; } get [tag]() { return 'tag' + this[id]; } static [id] = 'static'; }
  const t = new T(body.n);
  const m = new Map([[id, 'in map']]);
  respond(show([t[id], t[tag], T[id], Object.keys(t), id in t, m.get(id), m.get(Symbol('id')), t]));
});
