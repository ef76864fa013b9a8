// 7.1.1: Symbol.toPrimitive is asked with the hint.
// traced: [{"n": 5}]
// run: [{"n": 6.5}]
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
  const hints = [];
  const o = { [Symbol.toPrimitive](hint) { hints.push(hint); return hint === 'string' ? 'text' : body.n; } };
  respond(show([o + 1, o * 2, `${o}`, String(o), o < 9, o == body.n, Number(o), hints]));
});
