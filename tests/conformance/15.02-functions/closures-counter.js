// 15.2: closures keep variables alive, each call its own.
// traced: [{"n": 3}]
// run: [{"n": 5}, {"n": 1}]
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
  const counter = start => {
    let n = start;
    return { next: () => ++n, reset: () => { n = start; }, get: () => n };
  };
  const a = counter(0), b = counter(10);
  for (let i = 0; i < body.n; i++) a.next();
  b.next();
  const before = [a.get(), b.get()];
  a.reset();
  respond(show([before, a.get(), b.get()]));
});
