// 22.1: splitting text into words and counting them.
// traced: [{"t": "the cat the dog"}]
// run: [{"t": ""}, {"t": "a  b   a"}, {"t": "__proto__ constructor the"}]
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
  const counts = {};
  for (const w of body.t.split(' ').filter(w => w)) counts[w] = (Object.hasOwn(counts, w) ? counts[w] : 0) + 1;
  const title = body.t.split(' ').map(w => w.charAt(0).toUpperCase() + w.slice(1)).join(' ');
  respond(show([Object.entries(counts), title, body.t.length]));
});
