// 22.1: building long text step by step.
// traced: [{"n": 10}, {"n": 200}]
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
  let a = '', b = '';
  for (let i = 0; i < body.n; i++) {
    a += i % 10;
    b = (i % 7) + b;
    if (a.length > 50) a = a.slice(10);
  }
  respond(show([a, a.length, b.length, b.slice(0, 20), a.charCodeAt(0), a === b, a < b]));
});
