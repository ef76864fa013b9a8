// 19.2.6: what cannot be encoded or decoded is a URIError.
// traced: [{"s": "%"}, {"s": "ok"}]
// run: [{"s": "%E4%A"}, {"s": "%zz"}, {"s": "%C0%80"}, {"s": "%F8"}]
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
  for (const f of [decodeURIComponent, decodeURI]) {
    try {
      log.push(f(body.s));
    } catch (e) {
      log.push(e.name + ': ' + e.message, e instanceof URIError);
    }
  }
  try {
    encodeURIComponent('\ud800');
  } catch (e) {
    log.push(e.name + ': ' + e.message);
  }
  respond(show(log));
});
