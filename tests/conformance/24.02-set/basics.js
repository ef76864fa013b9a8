// 24.2: add, has, delete, size, order and NaN.
// traced: [{"v": [3, 1, 3, "3", null, 1]}]
// run: [{"v": []}, {"v": [true, "true", 0.5, [1], [1]]}]
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
  const s = new Set(body.v);
  s.add(NaN).add(NaN).add(-0).add(undefined);
  respond(show([s.size, [...s], s.has(NaN), s.has(0), s.has('1'), s.delete('3'), s.delete('zz'), [...s], new Set('hello').size, new Set().size]));
});
