// 7.2.13: a > b evaluates and converts left before right, and so does a <= b.
// traced: [{"a": 1, "b": 2}]
// run: [{"a": 5, "b": 2}]
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
  const side = (name, n) => ({ valueOf() { log.push(name); return n; } });
  const out = [side('a', body.a) < side('b', body.b), side('c', body.a) > side('d', body.b),
    side('e', body.a) <= side('f', body.b), side('g', body.a) >= side('h', body.b)];
  respond(show([out, log]));
});
