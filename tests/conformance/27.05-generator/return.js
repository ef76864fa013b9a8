// 27.5.3.3: return ends a generator through its finally blocks, which may yield and override.
// traced: [{"v": "r"}]
// run: [{"v": 5}]
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
    yield 1;
    yield 2;
  } finally {
    log.push('finally');
    yield 'from finally';
    log.push('end');
  }
}
function* h() {
  try {
    yield 1;
  } finally {
    return 'overridden';
  }
}

listen(({ body }) => {
  log.length = 0;
  const a = g(), b = g(), c = h();
  respond(show([a.next(), a.return(body.v), a.next(), a.next(), b.return(body.v), b.next(), c.next(), c.return(body.v), c.next(), log]));
});
