// 20.4.2: well-known symbols that objects may define.
// traced: [{"n": 3}]
// run: [{"n": 0}]
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
  const o = {
    [Symbol.toPrimitive]: hint => hint,
    get [Symbol.toStringTag]() { return 'Mine'; },
    *[Symbol.iterator]() { for (let i = 0; i < body.n; i++) yield i; },
  };
  class Even { static [Symbol.hasInstance](v) { return v % 2 === 0; } }
  respond(show([`${o}`, o + '', o * 1, Object.prototype.toString.call(o), [...o], body.n instanceof Even, Symbol.iterator.toString(), typeof [][Symbol.iterator], [].concat({ length: 1, 0: 'x', [Symbol.isConcatSpreadable]: true })]));
});
