// 22.1.3: isWellFormed and toWellFormed tell lone surrogates.
// traced: [{"s": "ok"}]
// run: [{"s": "a😀"}]
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
  const high = '😀'[0];
  respond(show([body.s.isWellFormed(), (body.s + high).isWellFormed(), (high + body.s).toWellFormed().charCodeAt(0), body.s.toWellFormed()]));
});
