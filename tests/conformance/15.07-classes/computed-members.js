// 15.7: computed names of members are evaluated once, in order, when the class is made.
// traced: [{"k": "dyn"}]
// run: [{"k": "other"}]
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
  class C {
    [t(body.k)]() { return 'method'; }
    static [t('s' + body.k)] = t('static value');
    [t('field')] = t('field value');
    get [t('got')]() { return 'getter'; }
    ['a' + 'b'] = 1;
  }
  const made = log.slice();
  const c = new C();
  new C();
  respond(show([made, log, c[body.k](), C['s' + body.k], c.got, c, C.prototype[body.k].name]));
});
