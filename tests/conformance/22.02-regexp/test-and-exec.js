// 22.2.6: test and exec without flags: match, index, groups, input.
// traced: [{"s": "user@example.com"}, {"s": "nobody"}]
// run: [{"s": "a.b@c.d"}, {"s": ""}]
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
  const re = /(\w+)@(\w+)\.(\w+)/;
  const m = re.exec(body.s);
  respond(show([re.test(body.s), m === null ? 'no match' : [m[0], m[1], m[2], m[3], m.index, m.input, m.length, m.groups], re.lastIndex]));
});
