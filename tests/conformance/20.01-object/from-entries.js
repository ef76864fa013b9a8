// 20.1.2.7: fromEntries of arrays, maps and other iterables.
// traced: [{"e": [["a", 1], ["b", 2], ["a", 3], [5, "five"]]}]
// run: [{"e": []}, {"e": [["x"], [null, true]]}]
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
  const o = Object.fromEntries(body.e);
  const doubled = Object.fromEntries(Object.entries({ x: 1, y: 2 }).map(([k, v]) => [k + k, v * 2]));
  respond(show([o, doubled, Object.fromEntries(new Map(body.e)), Object.keys(o)]));
});
