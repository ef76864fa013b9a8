// 27.5: variables of a generator live between steps; each call has its own.
// traced: [{"n": 3}]
// run: [{"n": 1}]
const { listen, respond, get } = require('containerless');

// Tells apart what JSON does not: -0, NaN, undefined, holes.
function show(v) {
  if (Array.isArray(v)) return '[' + v.map(show).join() + ']';
  if (typeof v === 'object' && v !== null) return '{' + Object.keys(v).map(k => k + ':' + show(v[k])).join() + '}';
  if (typeof v === 'function') return 'function';
  return typeof v === 'string' ? JSON.stringify(v) : Object.is(v, -0) ? '-0' : String(v);
}
show([-0, 'text', { a: show }]); // so that the trace has seen all of it

function* counter(start) {
  let n = start;
  const get = () => n;
  while (true) {
    const step = yield [n, get()];
    n += step ?? 1;
  }
}

listen(({ body }) => {
  const a = counter(0), b = counter(100);
  const out = [a.next(), b.next(), a.next(body.n), b.next(), a.next(), a.next(10)];
  respond(show(out));
});
