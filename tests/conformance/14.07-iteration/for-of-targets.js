// 14.7.5: for-of assigns to declared names, patterns, members and outer variables.
// traced: [{"a": [[1, 2], [3, 4]]}]
// run: [{"a": [["x", "y"]]}, {"a": []}]
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
  const t = {};
  let outer, p, q;
  for (const [x, y] of body.a) log.push(x, y);
  for (outer of body.a) log.push(outer.length);
  for (t.member of body.a) log.push(t.member[0]);
  for ([p, q = 'q'] of body.a) log.push(q);
  for (const { length, 0: first } of body.a) log.push(length, first);
  for (var v of body.a);
  respond(show([log, outer, p, v]));
});
