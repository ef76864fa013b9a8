// 23.1.3: the three that everybody uses, with index, array and this.
// traced: [{"a": [3, 1, 2]}]
// run: [{"a": [10, 20, 30, 40]}, {"a": [5]}]
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
  const { a } = body;
  const seen = [];
  respond(show([a.map(function (v, i, all) { seen.push(all === a); return v * this.k + i; }, { k: 10 }), a.filter((v, i) => v > 1 && i < 3), a.reduce((s, v, i) => s + v * i), a.reduce((s, v) => s + v, 'start:'), a.reduceRight((s, v) => s + '<' + v), a.reduceRight((s, v, i) => s + i, ''), seen]));
});
