// 27.1: take, map and filter over endless iterators.
// traced: [{"n": 4}, {"n": 0}]
// run: [{"n": 7}]
const { listen, respond } = require('containerless');

// Tells apart what JSON does not: -0, NaN, undefined, holes.
function show(v) {
  if (Array.isArray(v)) return '[' + v.map(show).join() + ']';
  if (typeof v === 'object' && v !== null) return '{' + Object.keys(v).map(k => k + ':' + show(v[k])).join() + '}';
  if (typeof v === 'function') return 'function';
  return typeof v === 'string' ? JSON.stringify(v) : Object.is(v, -0) ? '-0' : String(v);
}
show([-0, 'text', { a: show }]); // so that the trace has seen all of it

function* naturals() { let n = 0; while (true) yield n++; }
function* map(it, f) { for (const v of it) yield f(v); }
function* filter(it, f) { for (const v of it) if (f(v)) yield v; }
function* take(it, n) {
  if (n <= 0) return;
  for (const v of it) {
    yield v;
    if (--n <= 0) return;
  }
}

listen(({ body }) => {
  respond(show([...take(map(filter(naturals(), n => n % 3 === 0), n => n * n), body.n)]));
});
