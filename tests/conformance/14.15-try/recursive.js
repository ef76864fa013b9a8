// 14.15: a handler in each of many frames.
// traced: [{"n": 4}]
// run: [{"n": 1}, {"n": 9}]
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
  const f = n => {
    try {
      if (n === 0) throw new Error('0');
      return f(n - 1) + n;
    } catch (e) {
      log.push(n + e.message);
      if (n % 2) return n;
      throw new Error(e.message + n);
    } finally {
      log.push('f' + n);
    }
  };
  let out;
  try {
    out = f(body.n);
  } catch (e) {
    out = e.message;
  }
  respond(show([out, log]));
});
