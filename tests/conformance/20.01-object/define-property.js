// 20.1.2.4: attributes of properties and what they forbid.
// traced: [{"v": 5}]
// run: [{"v": "s"}]
const { listen, respond, get } = require('containerless');

// Tells apart what JSON does not: -0, NaN, undefined, holes.
function show(v) {
  if (Array.isArray(v)) return '[' + v.map(show).join() + ']';
  if (typeof v === 'object' && v !== null) return '{' + Object.keys(v).map(k => k + ':' + show(v[k])).join() + '}';
  if (typeof v === 'function') return 'function';
  return typeof v === 'string' ? JSON.stringify(v) : Object.is(v, -0) ? '-0' : String(v);
}
show([-0, 'text', { a: show }]); // so that the trace has seen all of it

listen(({ body }) => {
  const o = {};
  Object.defineProperty(o, 'hidden', { value: body.v });
  Object.defineProperty(o, 'open', { value: body.v, writable: true, enumerable: true, configurable: true });
  let stored = 0;
  Object.defineProperty(o, 'acc', { get() { return stored; }, set(v) { stored = v * 2; }, enumerable: true });
  o.hidden = 'ignored';
  o.open = 'written';
  o.acc = 21;
  const out = [o.hidden, o.open, o.acc, Object.keys(o), delete o.hidden, delete o.open];
  try {
    Object.defineProperty(o, 'hidden', { value: 1 });
  } catch (e) {
    out.push(e.name + ': ' + e.message);
  }
  Object.defineProperties(o, { p: { value: 1, enumerable: true }, q: { get: () => 2 } });
  respond(show([out, o.p, o.q, Object.keys(o)]));
});
