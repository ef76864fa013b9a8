// 14.7.4: every part of a for loop may be missing.
// traced: [{"n": 3}]
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
  const log = [];
  let i = 0;
  for (;;) {
    if (i++ >= body.n) break;
    log.push(i);
  }
  for (; i > 0;) i -= 2;
  for (let j = 0; ; j++) if (j > body.n) { log.push('j' + j); break; }
  respond(show([log, i]));
});
