// 13.13: && || ?? give an operand, and evaluate the right one only when needed.
// traced: [{"v": [0, 1, "", "a", null, false, true]}]
// run: [{"v": [-1, [], {}, "0"]}]
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
  const right = () => (evaluated++, 'R');
  respond(show([body.v.concat(undefined, NaN).map(v => [v && right(), v || right(), v ?? right()]), evaluated]));
});
