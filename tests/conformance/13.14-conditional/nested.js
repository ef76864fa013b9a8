// 13.14: ?: is right-associative and evaluates one arm.
// traced: [{"n": 5}, {"n": 50}, {"n": 500}]
// run: [{"n": 7}, {"n": 70}, {"n": 700}]
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
  const size = body.n < 10 ? t('small') : body.n < 100 ? t('medium') : t('large');
  respond(show([size, log, (body.n > 60 ? log : [])['length']]));
});
