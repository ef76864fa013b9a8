// 14.12: the cases share one block scope, with its temporal dead zone.
// traced: [{"n": 1}, {"n": 2}, {"n": 3}]
// run: [{"n": 1}]
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
  let out;
  try {
    switch (body.n) {
      case 1:
        let x = 'set';
        out = x;
        break;
      case 2:
        x = 'assigned';
        out = x;
        break;
      default:
        out = typeof hoisted;
        function hoisted() {}
    }
  } catch (e) {
    out = e.name + ': ' + e.message;
  }
  respond(show(out));
});
