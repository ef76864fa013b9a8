// 27.1: recursive iterators over trees.
// traced: [{"t": [1, [2, [3, 4]], [], 5]}]
// run: [{"t": []}, {"t": [[[["deep"]]]]}]
const { listen, respond } = require('containerless');

// Tells apart what JSON does not: -0, NaN, undefined, holes.
function show(v) {
  if (Array.isArray(v)) return '[' + v.map(show).join() + ']';
  if (typeof v === 'object' && v !== null) return '{' + Object.keys(v).map(k => k + ':' + show(v[k])).join() + '}';
  if (typeof v === 'function') return 'function';
  return typeof v === 'string' ? JSON.stringify(v) : Object.is(v, -0) ? '-0' : String(v);
}
show([-0, 'text', { a: show }]); // so that the trace has seen all of it

function* leaves(t) {
  for (const x of t) {
    if (Array.isArray(x)) yield* leaves(x);
    else yield x;
  }
}
const withDepth = function* (t, d = 0) {
  for (const x of t) Array.isArray(x) ? yield* withDepth(x, d + 1) : yield [x, d];
};

listen(({ body }) => {
  respond(show([[...leaves(body.t)], [...withDepth(body.t)]]));
});
