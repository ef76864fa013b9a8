// 27.5: the body does not run before the first next; parameters and defaults do.
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

const log = [];
function* g(a = log.push('default'), { b } = { b: 'pattern' }) {
  log.push('started');
  yield [a, b];
}

listen(({ body }) => {
  log.length = 0;
  const it = g();
  const before = log.slice();
  const first = it.next();
  let error;
  try {
    g(1, null);
  } catch (e) {
    error = e.name;
  }
  respond(show([before, first, log, error, body.n]));
});
