// 13.4: updating properties and elements, getters and setters included.
// traced: [{"i": 1}, {"i": 5}]
// run: [{"i": 0}]
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
  const log = [];
  const a = [10, 20];
  const o = { n: 1, get g() { log.push('get'); return 5; }, set g(v) { log.push('set ' + v); } };
  const at = () => (log.push('index'), body.i);
  const out = [a[at()]++, a[body.i], ++o.n, o.n--, o.g++, ++o.g, o.missing++, o.missing];
  respond(show([out, a, log, o.n]));
});
