// 27.7: what was evaluated before an await is kept, not evaluated again.
// traced: [{"n": 1}]
// run: [{"n": 2}]
const { listen, respond } = require('containerless');

// Tells apart what JSON does not: -0, NaN, undefined, holes.
function show(v) {
  if (Array.isArray(v)) return '[' + v.map(show).join() + ']';
  if (typeof v === 'object' && v !== null) return '{' + Object.keys(v).map(k => k + ':' + show(v[k])).join() + '}';
  if (typeof v === 'function') return 'function';
  return typeof v === 'string' ? JSON.stringify(v) : Object.is(v, -0) ? '-0' : String(v);
}
show([-0, 'text', { a: show }]); // so that the trace has seen all of it

listen(async ({ body }) => {
  let x = body.n;
  const log = [];
  const t = v => (log.push(v), v);
  const change = async v => { await null; x = v; return v; };
  const sum = x + await change(10) + x;
  x += await change(100);
  const o = { a: 1 };
  o[t('a')] = await change(5);
  const list = [t(1), await change(6), t(2)];
  respond(show([sum, x, o, list, log, Math.max(x, await change(7), x)]));
});
