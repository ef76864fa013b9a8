// 22.1.3.5: concat converts; + and join and templates agree.
// traced: [{"a": "x", "b": 5}, {"a": "", "b": null}, {"a": "y", "b": [1, 2]}]
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
  const { a, b } = body;
  respond(show([a.concat(b), a.concat(b, a, 1, true), a + b, [a, b].join(''), `${a}${b}`, a.concat(), ''.concat(undefined)]));
});
