// 10.2.11: defaults see parameters and outer variables, not the body's; closures in them keep the parameters.
// traced: [{"n": 1}]
// run: [{"n": "s"}]
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
  const x = 'outer';
  function f(a, get = () => a, set = v => { a = v; }, seen = x) {
    var a2 = a;
    set('changed');
    return [a, get(), a2, seen];
  }
  function g(x, y = x) {
    let z = y;
    return [x, z];
  }
  respond(show([f(body.n), g(body.n), g(body.n, 5)]));
});
