// 22.1: sorting and comparing text.
// traced: [{"w": ["pear", "Apple", "fig", "apple"]}]
// run: [{"w": []}, {"w": ["10", "9", "é", "e", "z", "Z"]}]
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
  const { w } = body;
  respond(show([w.slice().sort(), w.slice().sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : a.toLowerCase() > b.toLowerCase() ? 1 : 0)), w.slice().sort((a, b) => a.length - b.length), w.map(x => x < 'm')]));
});
