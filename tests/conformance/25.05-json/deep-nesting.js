// 25.5: nesting some hundred levels deep.
// traced: [{"n": 10}, {"n": 0}]
// run: [{"n": 300}]
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
  let o = 'leaf', t = '';
  for (let i = 0; i < body.n; i++) {
    o = i % 2 ? [o] : { k: o };
    t += '[';
  }
  t += ']'.repeat(body.n);
  const text = JSON.stringify(o);
  let depth = 0;
  for (let v = JSON.parse(text); typeof v === 'object'; v = v.k ?? v[0]) depth++;
  respond(show([text.length, depth, text.slice(0, 20), body.n ? JSON.stringify(JSON.parse(t)).length : 0]));
});
