// 27.7: two async functions that take turns.
// traced: [{"n": 3}]
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

const log = [];
const walk = async (name, n) => {
  for (let i = 0; i < n; i++) {
    log.push(name + i);
    await null;
  }
  return name;
};

listen(({ body }) => {
  log.length = 0;
  Promise.all([walk('a', body.n), walk('b', body.n + 1), walk('c', 1)]).then(r => respond(show([r, log])));
  log.push('sync end');
});
