// 22.2: taking structured text apart.
// traced: [{"q": "a=1&b=two%20words&a=3", "c": "x,\"y,z\",\"q\"\"q\""}]
// run: [{"q": "", "c": "1,2"}, {"q": "k", "c": ""}]
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
  const query = {};
  for (const [, k, v] of body.q.matchAll(/([^&=]+)=?([^&]*)/g)) (query[k] ||= []).push(decodeURIComponent(v));
  const cells = [];
  body.c.replace(/("(?:[^"]|"")*"|[^,]*)(,|$)/g, (m, cell, end, at) => {
    if (m !== '' || at === 0) cells.push(cell.replace(/^"|"$/g, '').replace(/""/g, '"'));
    return m;
  });
  respond(show([query, cells]));
});
