// 22.2.7.2: lastIndex with g and y.
// traced: [{"s": "a1b22c333"}]
// run: [{"s": ""}, {"s": "12"}]
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
  const g = /\d+/g, y = /\d+/y;
  const log = [];
  for (let m; (m = g.exec(body.s)) !== null;) log.push(m[0], m.index, g.lastIndex);
  log.push(g.lastIndex, y.test(body.s), y.lastIndex);
  y.lastIndex = 1;
  log.push(y.test(body.s), y.lastIndex, g.test(body.s), g.test(body.s), g.lastIndex);
  respond(show(log));
});
