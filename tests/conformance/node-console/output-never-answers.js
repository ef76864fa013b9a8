// The console's methods give undefined and change nothing.
// traced: [{"v": [1, "s", null, {"a": [1]}]}]
// run: [{"v": []}]
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
  const out = [];
  for (const name of ['log', 'error', 'warn', 'info', 'debug']) out.push(console[name](...body.v), console[name]('%s is %d', 'x', 5));
  console.log();
  console.log(new Error('logged'), new Map([[1, 2]]), Symbol('s'), () => 1, [undefined, , -0], { toString() { throw new Error('never asked'); } });
  respond(show(out));
});
