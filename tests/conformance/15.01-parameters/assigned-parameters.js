// 10.2: parameters are variables of the call and may be assigned and captured.
// traced: [{"n": 3}]
// run: [{"n": 0}, {"n": 10}]
const { listen, respond, get } = require('containerless');

// Tells apart what JSON does not: -0, NaN, undefined, holes.
function show(v) {
  if (Array.isArray(v)) return '[' + v.map(show).join() + ']';
  if (typeof v === 'object' && v !== null) return '{' + Object.keys(v).map(k => k + ':' + show(v[k])).join() + '}';
  if (typeof v === 'function') return 'function';
  return typeof v === 'string' ? JSON.stringify(v) : Object.is(v, -0) ? '-0' : String(v);
}
show([-0, 'text', { a: show }]); // so that the trace has seen all of it

listen(({ body }) => {
  function f(n, log) {
    const get = () => n;
    while (n > 0) {
      log.push(n);
      n -= 2;
    }
    return [n, get()];
  }
  const log = [];
  respond(show([f(body.n, log), log]));
});
