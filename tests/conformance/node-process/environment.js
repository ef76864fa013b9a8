// process.env shows the configured environment, as strings.
// traced: [{"k": "GREETING"}]
// run: [{"k": "EMPTY"}, {"k": "MISSING"}, {"k": "toString"}]
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
  const { GREETING, MISSING = 'default' } = process.env;
  respond(show([typeof process.env[body.k], GREETING, MISSING, process.env.EMPTY === '', 'GREETING' in process.env, process.env.PORT || 3000, process.env['NODE_ENV'] === 'production', Object.keys(process.env).sort()]));
});
