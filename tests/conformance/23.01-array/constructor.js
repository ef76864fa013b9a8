// 23.1.1: Array with a number makes holes, with anything else elements.
// traced: [{"n": 3}]
// run: [{"n": 0}, {"n": "3"}]
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
  const a = new Array(body.n), b = Array(body.n, 2), c = new Array();
  const log = [];
  for (const n of [-1, 1.5, 4294967296]) {
    try {
      log.push(new Array(n).length);
    } catch (e) {
      log.push(e.name + ': ' + e.message);
    }
  }
  respond(show([a, a.length, 0 in a, b, c, log, [...Array(2)], [...Array(3).keys()], Array(3).join('x')]));
});
