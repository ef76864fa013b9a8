// 15.7.14: methods are not enumerable, writable and configurable; class code is strict.
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

class C {
  m() { return this; }
  static s() {}
  get g() { return 1; }
}

listen(({ body }) => {
  const keys = [];
  for (const k in new C()) keys.push(k);
  const { m } = new C();
  const d = Object.getOwnPropertyDescriptor(C.prototype, 'm');
  const g = Object.getOwnPropertyDescriptor(C.prototype, 'g');
  respond(show([keys, Object.keys(C), m(), d.writable, d.enumerable, d.configurable, g.enumerable, typeof g.get, g.set, body.n,
    Object.getOwnPropertyDescriptor(C, 'prototype').writable]));
});
