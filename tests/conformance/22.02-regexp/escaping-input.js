// 22.2: patterns made from escaped input.
// traced: [{"t": "a.b", "s": "a.b axb a.b"}]
// run: [{"t": "$^", "s": "x$^y"}, {"t": "(", "s": "((("}]
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
  const escaped = body.t.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const re = new RegExp(escaped, 'g');
  respond(show([escaped, body.s.replace(re, '_'), (body.s.match(re) || []).length]));
});
