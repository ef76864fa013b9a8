// 10.1.11.1: a key that is deleted and added again comes last; overwriting keeps its place.
// traced: [{"k": "b"}, {"k": "a"}]
// run: [{"k": "c"}, {"k": "new"}]
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
  const o = { a: 1, b: 2, c: 3 };
  o[body.k] = 'overwritten';
  const first = Object.keys(o).join();
  delete o[body.k];
  const second = Object.keys(o).join();
  o[body.k] = 'again';
  respond(show([first, second, Object.keys(o), JSON.stringify(o)]));
});
