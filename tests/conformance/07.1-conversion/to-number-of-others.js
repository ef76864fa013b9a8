// 7.1.4: ToNumber of booleans, null, undefined, arrays and objects.
// traced: [{"v": [null, true, false, [], [5], [1, 2], {}, ["7"], [[3]]]}]
// run: [{"v": [[null], ["x"], [[[]]], {"valueOf": 1}]}]
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
  respond(show(body.v.concat(undefined).map(v => [Number(v), +v, v * 2])));
});
