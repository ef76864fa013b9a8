// 7.1.19: keys are strings: numbers, booleans, null and arrays as keys.
// traced: [{"k": [1, "1", 1.5, true, null, [1, 2], "a"]}]
// run: [{"k": [-1, "-1", 1e21, [], 0.1, false]}]
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
  const o = {};
  body.k.forEach((k, i) => { o[k] = (o[k] || '') + i; });
  o[undefined] = 'u';
  o[-0] = 'zero';
  o[NaN] = 'nan';
  respond(show([o, body.k.map(k => o[k]), o['undefined'], o[0], o.NaN, 'NaN' in o]));
});
