// 14.7.5: for-of over maps, sets, their iterators, arguments and entries.
// traced: [{"a": ["x", "y"]}]
// run: [{"a": []}, {"a": ["z"]}]
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
  const m = new Map(body.a.map((v, i) => [v, i]));
  for (const [k, v] of m) log.push(k + v);
  for (const k of m.keys()) log.push(k);
  for (const v of new Set(body.a)) log.push(v);
  for (const [i, v] of body.a.entries()) log.push(i, v);
  (function () { for (const v of arguments) log.push('arg' + v); })(...body.a);
  respond(show(log));
});
