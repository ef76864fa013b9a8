// 14.15: the parameter is local to the handler and may be shadowed, assigned and captured.
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
  const e = 'outer';
  const closures = [];
  for (let i = 0; i < 3; i++) {
    try {
      throw i * body.n;
    } catch (e) {
      closures.push(() => e);
      e += 10;
    }
  }
  try {
    throw 'x';
  } catch (err) {
    {
      let err = 'inner';
      closures.push(() => err);
    }
    var leaked = err;
  }
  respond(show([e, closures.map(f => f()), leaked]));
});
