// 7.1.1.1: where the first method gives an object, the second is asked; where both do, a TypeError.
// traced: [{"n": 5}]
// run: [{"n": 6}]
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
  const first = { valueOf() { return {}; }, toString() { return 'str' + body.n; } };
  const second = { valueOf() { return body.n; }, toString() { return []; } };
  const neither = { valueOf() { return {}; }, toString() { return {}; } };
  const out = [first + 1, first * 1, `${second}`, second + 1];
  try {
    out.push(neither + 1);
  } catch (e) {
    out.push(e.name, e.message);
  }
  respond(show(out));
});
