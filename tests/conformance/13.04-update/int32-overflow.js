// 13.4: counting past the range of int32 goes on in doubles.
// traced: [{"n": 2147483640, "k": 3}]
// run: [{"n": 2147483645, "k": 10}, {"n": -2147483646, "k": 20}]
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
  let up = body.n, down = body.n;
  for (let i = 0; i < body.k; i++) {
    up++;
    down--;
  }
  respond(show([up, down, up | 0, down | 0]));
});
