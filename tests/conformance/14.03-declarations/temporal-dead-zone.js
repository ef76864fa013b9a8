// 14.3.1: using let, const and class before their declaration is a ReferenceError, closures included.
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
  const log = [];
  const attempt = work => {
    try {
      log.push(work());
    } catch (e) {
      log.push(e.name + ': ' + e.message);
    }
  };
  attempt(() => early);
  attempt(() => typeof early);
  attempt(() => { early = 5; });
  attempt(() => fixed);
  attempt(() => new Late());
  let early = body.n;
  const fixed = early + 1;
  class Late {}
  attempt(() => early + fixed);
  attempt(() => typeof new Late());
  respond(show(log));
});
