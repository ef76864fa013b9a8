// 20.1.2: freezing, sealing and preventing extensions, and how deep they go.
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
  const frozen = Object.freeze({ a: body.n, inner: { b: 1 } });
  const sealed = Object.seal({ a: body.n });
  const closed = Object.preventExtensions({ a: body.n });
  for (const o of [frozen, sealed, closed]) {
    o.a = 'written';
    o.added = 1;
    delete o.a;
  }
  frozen.inner.b = 'deep write';
  const list = Object.freeze([1, 2, 3]);
  respond(show([frozen, sealed, closed, [frozen, sealed, closed, {}, 5, list].map(o => [Object.isFrozen(o), Object.isSealed(o), Object.isExtensible(o)])]));
});
