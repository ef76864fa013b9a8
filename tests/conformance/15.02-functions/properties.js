// 10.2.9: functions have name, length and whatever is put on them.
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
  function f(a, b, c = 1, ...d) {}
  f.calls = body.n;
  f.helper = x => x + f.calls;
  f.calls++;
  respond(show([f.name, f.length, f.calls, f.helper(10), Object.keys(f), 'calls' in f, delete f.calls, f.calls, typeof f.prototype, f.prototype.constructor === f, (() => 1).prototype]));
});
