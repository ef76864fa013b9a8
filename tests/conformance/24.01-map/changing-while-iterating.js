// 24.1.3.5: entries added during a walk are visited, those deleted before their turn are not.
// traced: [{"n": 3}]
// run: [{"n": 5}, {"n": 0}]
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
  const m = new Map();
  for (let i = 0; i < body.n; i++) m.set(i, 'v' + i);
  const log = [];
  for (const [k, v] of m) {
    log.push(k);
    if (k === 0) m.delete(1);
    if (k < 10 && m.size < 8) m.set(k + 10, 'added');
  }
  m.forEach((v, k, self) => {
    log.push(v + k + (self === m));
    m.delete(k);
  });
  respond(show([log, m.size]));
});
