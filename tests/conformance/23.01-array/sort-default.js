// 23.1.3.30: without a comparator sort compares text; undefined goes last, holes after it.
// traced: [{"a": [10, 9, 1, -1, "b", "B", null, true]}]
// run: [{"a": []}, {"a": [0.5, 1e21, 3, 20]}, {"a": ["é", "z", "😀", "\uffff"]}]
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
  const a = body.a.concat([undefined, 'u']);
  const holes = [3, , 1, undefined, 2];
  respond(show([a.sort() === a, a, holes.sort(), 4 in holes, holes.length]));
});
