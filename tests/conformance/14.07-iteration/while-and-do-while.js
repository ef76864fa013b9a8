// 14.7.2, 14.7.3: while tests first, do-while last; continue goes to the test.
// traced: [{"n": 3}, {"n": 6}]
// run: [{"n": 0}]
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
  let i = body.n;
  while (i-- > 0) {
    if (i === 1) continue;
    log.push('w' + i);
  }
  i = body.n;
  do {
    log.push('d' + i);
    if (i === 2) continue;
    i--;
  } while (--i > 0);
  respond(show([log, i]));
});
