// 27.5: generator methods, static ones, computed ones, expressions.
// traced: [{"n": 2}]
// run: [{"n": 3}]
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
  class C {
    *items() { yield this.v; yield* C.more(); }
    static *more() { yield 'more'; }
    *['comp' + 'uted']() { yield 1; }
    v = body.n;
  }
  const o = { *m() { yield this.k; }, k: 'k', e: function* named() { yield named.name; } };
  respond(show([[...new C().items()], [...new C().computed()], [...o.m()], [...o.e()]]));
});
