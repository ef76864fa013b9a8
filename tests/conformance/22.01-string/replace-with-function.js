// 22.1.3.19: a function as replacement gets the match, the position and the whole.
// traced: [{"s": "one two two", "t": "two"}]
// run: [{"s": "aaa", "t": "a"}, {"s": "none", "t": "x"}, {"s": "ab", "t": ""}]
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
  const { s, t } = body;
  const log = [];
  const f = (...args) => (log.push(args.join('/')), '$&' + args[1]);
  respond(show([s.replace(t, f), s.replaceAll(t, f), s.replace(t, () => undefined), s.replace(t, m => m.length), log]));
});
