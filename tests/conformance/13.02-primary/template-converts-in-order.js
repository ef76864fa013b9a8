// 13.2.8.6: each expression is evaluated and converted before the next one is evaluated.
// traced: [{"a": 1}]
// run: [{"a": 2}]
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
  const thing = name => { log.push('evaluate ' + name); return { toString() { log.push('convert ' + name); return name + body.a; } }; };
  const text = `${thing('x')}-${thing('y')}`;
  respond(show([text, log]));
});
