// 13.3.9: ?.( calls only what is there, with the right this.
// traced: [{"has": true, "n": 2}, {"has": false, "n": 3}]
// run: [{"has": true, "n": 9}]
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
  let evaluated = 0;
  const o = { n: body.n, twice() { return this.n * 2; } };
  if (body.has) o.maybe = function (x) { return this.n + x; };
  respond(show([o.twice?.(), o.maybe?.(evaluated++), o?.maybe?.(1), o.missing?.(evaluated++), o.missing?.a.b.c(), evaluated]));
});
