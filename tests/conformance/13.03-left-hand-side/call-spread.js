// 13.3.8: spread arguments mix with others, evaluated left to right.
// traced: [{"a": [1, 2, 3], "s": "xy"}]
// run: [{"a": [], "s": ""}, {"a": [5], "s": "pqr"}]
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
  const t = v => (log.push(show(v)), v);
  function collect() { return Array.from(arguments); }
  const all = (...args) => args.length + ':' + args.join();
  respond(show([collect(0, ...t(body.a), t('m'), ...t(body.s)), all(...body.a, ...body.a), Math.max(...body.a), [].concat(...[body.a, ['z']]), log]));
});
