// 15.2: functions invoked where they stand.
// traced: [{"n": 4}]
// run: [{"n": 5}]
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
  const a = (function (n) { return n * 2; })(body.n);
  const b = (() => body.n + 1)();
  const c = function () { return this; }.call('x') == 'x';
  !function () {}();
  const d = new (function () { this.made = body.n; })().made;
  respond(show([a, b, c, d]));
});
