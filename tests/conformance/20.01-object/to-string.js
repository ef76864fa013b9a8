// 20.1.3.6: Object.prototype.toString names the kind of value.
// traced: [{"v": [1, "s", true, null, [], {}]}]
// run: [{"v": [[1], {"a": 1}]}]
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
  const kind = v => Object.prototype.toString.call(v);
  class Tagged { get [Symbol.toStringTag]() { return 'Tag'; } }
  respond(show([body.v.map(kind), [undefined, () => 1, new Error('e'), /x/, new Date(0), Symbol(), new Map(), new Set(), Math, JSON, new Tagged(), Promise.resolve()].map(kind), String({}), `${new Tagged()}`, kind((function () { return arguments; })())]));
});
