// 14.7.5: for-in assigns to outer variables and members, and its variable is fresh each round.
// traced: [{"o": {"x": 1, "y": 2}}, {"o": {}}]
// run: [{"o": {"q": 0}}]
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
  const fs = [];
  for (const k in body.o) fs.push(() => k);
  let outer = 'none';
  const t = {};
  for (outer in body.o);
  for (t.k in body.o);
  for (var v in body.o) break;
  respond(show([fs.map(f => f()), outer, t.k, v]));
});
