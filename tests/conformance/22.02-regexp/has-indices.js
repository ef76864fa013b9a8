// 22.2.7.2: the d flag gives the positions of groups.
// traced: [{"s": "key=value"}]
// run: [{"s": "a=b"}]
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
  const m = /(?<k>\w+)=(\w+)/d.exec(body.s);
  respond(show([m.indices[0], m.indices[1], m.indices[2], m.indices.groups.k, /x/d.hasIndices]));
});
