// 14.15: nested handlers, rethrowing, and errors in handlers.
// traced: [{"n": 1}, {"n": 2}, {"n": 3}]
// run: [{"n": 2}, {"n": 4}]
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
  try {
    try {
      try {
        if (body.n > 0) throw new TypeError('deep ' + body.n);
      } catch (e) {
        log.push('1 ' + e.message);
        if (body.n > 1) throw e;
      } finally {
        log.push('1f');
      }
      log.push('between');
    } catch (e) {
      log.push('2 ' + e.name);
      if (body.n > 2) throw new RangeError('new');
    } finally {
      log.push('2f');
    }
  } catch (e) {
    log.push('3 ' + e.name + e.message);
  }
  respond(show(log));
});
