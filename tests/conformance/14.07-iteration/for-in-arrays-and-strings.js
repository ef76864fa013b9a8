// 14.7.5: for-in over arrays gives indices as strings without holes, then other properties; strings have indices.
// traced: [{"a": [1, 2], "s": "xyz"}]
// run: [{"a": [], "s": ""}]
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
  const a = body.a.concat([9]);
  a[5] = 'far';
  a.extra = 1;
  for (const k in a) log.push(typeof k + k);
  for (const k in body.s) log.push(k);
  for (const k in 5) log.push('number ' + k);
  for (const k in null) log.push('null ' + k);
  for (const k in undefined) log.push('undefined ' + k);
  respond(show(log));
});
