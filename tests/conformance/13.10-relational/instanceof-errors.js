// 13.10.2: the right side of instanceof must be callable, or have Symbol.hasInstance.
// traced: [{"v": {}}]
// run: [{"v": 5}]
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
  const out = [];
  for (const right of [body.v, () => 1]) {
    try {
      out.push({} instanceof right);
    } catch (e) {
      out.push(e.name + ': ' + e.message);
    }
  }
  class Even { static [Symbol.hasInstance](n) { return n % 2 === 0; } }
  respond(show([out, 2 instanceof Even, 3 instanceof Even]));
});
