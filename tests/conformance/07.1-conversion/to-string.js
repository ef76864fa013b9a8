// 7.1.17: ToString of every kind of value by String(), templates and concatenation.
// traced: [{"v": [1, -1.5, "s", true, null, [], [1, [2, 3]], {}, [null, "a"]]}]
// run: [{"v": [0.1, 1e21, [[]], [{}], [true, false], {"toString": 1}]}]
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
  respond(show(body.v.slice(0, 5).concat([undefined, NaN, -0]).map(v => [String(v), `${v}`, '' + v, [v].join()])));
});
