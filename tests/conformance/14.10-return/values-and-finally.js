// 14.10: return without a value gives undefined; a return in finally overrides.
// traced: [{"n": 1}, {"n": 2}, {"n": 3}]
// run: [{"n": 1}, {"n": 3}]
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
  const f = n => {
    if (n === 1) return;
    try {
      if (n === 2) return 'try';
      return 'other';
    } finally {
      if (n === 3) return 'finally';
    }
  };
  respond(show([f(body.n), (() => {})(), (() => ({}))(), (function () { return
    'unreachable'; })()]));
});
