// Calls one after the other and at once; the order of their jobs.
// traced: [{"a": [1, 2, 3]}]
// run: [{"a": [9]}, {"a": []}]
const { listen, respond, get } = require('containerless');

// Tells apart what JSON does not: -0, NaN, undefined, holes.
function show(v) {
  if (Array.isArray(v)) return '[' + v.map(show).join() + ']';
  if (typeof v === 'object' && v !== null) return '{' + Object.keys(v).map(k => k + ':' + show(v[k])).join() + '}';
  if (typeof v === 'function') return 'function';
  return typeof v === 'string' ? JSON.stringify(v) : Object.is(v, -0) ? '-0' : String(v);
}
show([-0, 'text', { a: show }]); // so that the trace has seen all of it

listen(async ({ body }) => {
  const log = [];
  let sum = 0;
  for (const v of body.a) sum += await get('data:' + v);
  const all = await Promise.all(body.a.map(async v => {
    const r = await get('data:' + v);
    log.push('got ' + r);
    return r * 2;
  }));
  respond(show([sum, all, log]));
});
