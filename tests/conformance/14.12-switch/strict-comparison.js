// 14.12: cases compare with ===, in order, and only as far as needed.
// traced: [{"v": 1}, {"v": "1"}, {"v": null}, {"v": true}]
// run: [{"v": 1}, {"v": "x"}]
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
  let out;
  switch (body.v) {
    case t('1'): out = 'string'; break;
    case t(1): out = 'number'; break;
    case t(null): out = 'null'; break;
    case NaN: out = 'never'; break;
    default: out = 'default';
  }
  respond(show([out, log]));
});
