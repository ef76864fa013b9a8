// 24.2: sets for what was seen.
// traced: [{"g": {"a": ["b", "c"], "b": ["d"], "c": ["d"], "d": ["a"]}, "from": "a"}]
// run: [{"g": {"x": []}, "from": "x"}]
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
  const seen = new Set([body.from]);
  for (const node of seen) for (const next of body.g[node]) seen.add(next);
  const objects = [{ id: 1 }, { id: 2 }, { id: 1 }];
  const ids = new Set();
  respond(show([[...seen], objects.filter(o => !ids.has(o.id) && ids.add(o.id)).length, ids.size, new WeakSet([objects[0]]).has(objects[0])]));
});
