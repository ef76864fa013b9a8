// 23.1.3.30: sorting records by text and by number, ties included.
// traced: [{"p": [{"n": "Bo", "a": 30}, {"n": "Al", "a": 25}, {"n": "Cy", "a": 30}]}]
// run: [{"p": []}, {"p": [{"n": "z", "a": 1}, {"n": "a", "a": 1}]}]
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
  const byAge = body.p.slice().sort((x, y) => x.a - y.a || x.n.localeCompare(y.n));
  const byName = body.p.slice().sort((x, y) => (x.n < y.n ? -1 : x.n > y.n ? 1 : 0));
  respond(show([byAge, byName.map(p => p.n)]));
});
