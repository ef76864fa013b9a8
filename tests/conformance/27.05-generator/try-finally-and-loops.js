// 27.5: leaving a for-of over a generator runs its finally.
// traced: [{"stop": 1}]
// run: [{"stop": 0}, {"stop": 99}]
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
function* g() {
  try {
    for (let i = 0; i < 3; i++) {
      log.push('before ' + i);
      yield i;
    }
  } finally {
    log.push('cleanup');
  }
}

listen(({ body }) => {
  log.length = 0;
  for (const v of g()) {
    log.push(v);
    if (v === body.stop) break;
  }
  const [first] = g();
  try {
    for (const v of g()) throw new Error('e' + v);
  } catch (e) {
    log.push(e.message);
  }
  respond(show([first, log]));
});
