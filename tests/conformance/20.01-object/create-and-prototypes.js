// 20.1.2.2: create, getPrototypeOf, setPrototypeOf and isPrototypeOf.
// traced: [{"v": 1}, {"v": "s"}]
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
  const proto = { inherited: body.v, twice() { return this.own + this.own; } };
  const o = Object.create(proto, { own: { value: body.v, enumerable: true, writable: true }, hidden: { value: 'h' } });
  const bare = Object.create(null);
  bare.x = 1;
  const out = [o.inherited, o.twice(), Object.keys(o), o.hidden, Object.getPrototypeOf(o) === proto, proto.isPrototypeOf(o), 'toString' in bare, Object.keys(bare)];
  Object.setPrototypeOf(o, { inherited: 'other' });
  out.push(o.inherited, o.twice);
  proto.added = 'late';
  respond(show([out, Object.create(proto).added, Object.getPrototypeOf([]) === Array.prototype, Object.getPrototypeOf('s') === String.prototype]));
});
