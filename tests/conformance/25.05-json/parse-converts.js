// 25.5.1: parse converts its argument to text.
// traced: [{"n": 5}]
// run: [{"n": true}, {"n": null}]
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
  const log = [JSON.parse(body.n), JSON.parse(['[1]']), JSON.parse({ toString: () => '{"a":1}' })];
  for (const v of [undefined, {}, 'undefined']) {
    try {
      log.push(JSON.parse(v));
    } catch (e) {
      log.push(e.name + ': ' + e.message);
    }
  }
  respond(show(log));
});
