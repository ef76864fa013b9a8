// 27.5.3.4: throw raises at the yield that waits; uncaught it ends the generator.
// traced: [{"m": "boom"}]
// run: [{"m": "other"}]
const { listen, respond } = require('containerless');

// Tells apart what JSON does not: -0, NaN, undefined, holes.
function show(v) {
  if (Array.isArray(v)) return '[' + v.map(show).join() + ']';
  if (typeof v === 'object' && v !== null) return '{' + Object.keys(v).map(k => k + ':' + show(v[k])).join() + '}';
  if (typeof v === 'function') return 'function';
  return typeof v === 'string' ? JSON.stringify(v) : Object.is(v, -0) ? '-0' : String(v);
}
show([-0, 'text', { a: show }]); // so that the trace has seen all of it

const log = [];
function* g() {
  while (true) {
    try {
      log.push(yield log.length);
    } catch (e) {
      log.push('caught ' + e.message);
      if (log.length > 3) throw new RangeError('from inside');
    }
  }
}

listen(({ body }) => {
  log.length = 0;
  const it = g();
  const out = [it.next(), it.throw(new Error(body.m)), it.next('sent'), it.throw(new Error(body.m))];
  try {
    out.push(it.throw(new Error('last')));
  } catch (e) {
    out.push(e.name, e.message);
  }
  out.push(it.next());
  const fresh = g();
  try {
    fresh.throw(new Error('before start'));
  } catch (e) {
    out.push(e.message, fresh.next());
  }
  respond(show([out, log]));
});
