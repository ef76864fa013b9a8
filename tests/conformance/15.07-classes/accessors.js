// 15.7: getters and setters on prototypes; one without the other.
// traced: [{"n": 5}, {"n": -1}, {"n": 11}]
const { listen, respond } = require('containerless');

// Tells apart what JSON does not: -0, NaN, undefined, holes.
function show(v) {
  if (Array.isArray(v)) return '[' + v.map(show).join() + ']';
  if (typeof v === 'object' && v !== null) return '{' + Object.keys(v).map(k => k + ':' + show(v[k])).join() + '}';
  if (typeof v === 'function') return 'function';
  return typeof v === 'string' ? JSON.stringify(v) : Object.is(v, -0) ? '-0' : String(v);
}
show([-0, 'text', { a: show }]); // so that the trace has seen all of it

class Limited {
  #v = 0;
  get v() { return this.#v; }
  set v(n) { this.#v = n < 0 ? 0 : n > 10 ? 10 : n; }
  get readOnly() { return 'r'; }
  set writeOnly(v) { this.last = v; }
}

listen(({ body }) => {
  const l = new Limited();
  l.v = body.n;
  let error;
  try {
    (() => { 'use strict'; l.readOnly = 1; })();
  } catch (e) {
    error = e.name + ': ' + e.message;
  }
  l.writeOnly = 'w';
  respond(show([l.v, l.readOnly, error, l.writeOnly, l.last, Object.keys(l), 'v' in l, Object.hasOwn(l, 'v')]));
});
