// 10.1.11.1: integer keys ascending, then strings in order of creation, through every way to list keys.
// traced: [{"keys": ["b", "2", "a", "10", "1", "-1", "01", "1.5"]}]
// run: [{"keys": ["z", "y", "4294967294", "4294967295", "4294967296", "0"]}, {"keys": []}]
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
  const o = {};
  for (const k of body.keys) o[k] = k + '!';
  const listed = [];
  for (const k in o) listed.push(k);
  respond(show([Object.keys(o), listed, Object.values(o), Object.entries(o).map(e => e[0]), JSON.stringify(o)]));
});
