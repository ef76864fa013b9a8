// 13.2.5: computed keys are evaluated in order, each before its value.
// traced: [{"p": "x", "n": 3}]
// run: [{"p": "", "n": 0}, {"p": "x1", "n": 1}]
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
  const log = [];
  const t = v => (log.push(v), v);
  const o = { [t(body.p)]: t('v1'), [t(body.p + body.n)]: t('v2'), fixed: t('v3'), [t(body.n)]: t('v4'), [t('fixed')]: t('again') };
  respond(show([o, Object.keys(o), log]));
});
