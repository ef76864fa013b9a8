// 23.1.3: what is no function is refused, even for empty arrays; errors of callbacks come through.
// traced: [{"f": 5}]
// run: [{"f": "x"}, {"f": null}]
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
  for (const name of ['map', 'forEach', 'filter', 'some', 'every', 'find', 'findIndex', 'reduce', 'flatMap', 'sort']) {
    try {
      [][name](body.f);
      log.push('fine');
    } catch (e) {
      log.push(e.name + ': ' + e.message);
    }
  }
  try {
    [1, 2].map(v => { throw new Error('in callback ' + v); });
  } catch (e) {
    log.push(e.message);
  }
  respond(show(log));
});
