// 13.2.5: getters and setters in object literals.
// traced: [{"n": 5}]
// run: [{"n": 7.25}]
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
  const o = {
    stored: body.n,
    get double() { log.push('get'); return this.stored * 2; },
    set double(v) { log.push('set ' + v); this.stored = v / 2; },
    get readOnly() { return 'r'; },
  };
  const before = o.double;
  o.double = 100;
  o.double += 1;
  o.readOnly = 'ignored';
  respond(show([before, o.stored, o.double, o.readOnly, log, Object.keys(o), JSON.stringify(o)]));
});
