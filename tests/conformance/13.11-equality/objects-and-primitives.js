// 13.11: == converts objects to primitives; two objects are equal only when they are the same.
// traced: [{"n": 5}]
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
  const o = { valueOf() { return body.n; } };
  const same = o;
  respond(show([o == body.n, body.n == o, o == same, o === same, o == { valueOf: o.valueOf }, [body.n] == body.n, [body.n] == String(body.n), o != 5, null == 0, undefined == null, NaN != NaN,
    (body.n, { n: body.n }) === null, (body.n, [body.n]) == null, (body.n, { ...body }) !== undefined, { n: 1 } === undefined]));
});
