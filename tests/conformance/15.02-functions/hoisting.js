// 10.2.11: function declarations are hoisted whole; the last of a name wins; a var of the same name without value changes nothing.
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
  const early = [f(body.n), typeof g, typeof v];
  function f(n) { return 'first ' + n; }
  function f(n) { return 'second ' + n; }
  var f;
  var v = function () {};
  function g() { return h(); function h() { return 'nested'; } }
  respond(show([early, f(1), g(), typeof v]));
});
