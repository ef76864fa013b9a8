// 27.5: generators are not constructors; their prototypes make instances.
// traced: [{"n": 1}]
// run: [{"n": 2}]
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
  function* g() { yield body.n; }
  let error;
  try {
    new g();
  } catch (e) {
    error = e.name + ': ' + e.message;
  }
  g.prototype.extra = function () { return 'extra'; };
  respond(show([error, g().extra(), Object.getPrototypeOf(g()) === g.prototype, typeof g().next]));
});
