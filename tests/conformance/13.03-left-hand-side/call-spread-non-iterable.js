// 13.3.8: spreading what is not iterable is a TypeError.
// traced: [{"v": 5}, {"v": [1]}]
// run: [{"v": {"a": 1}}, {"v": null}]
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
  const f = (...a) => a.length;
  const out = [];
  for (const work of [() => f(...body.v), () => [...body.v]]) {
    try {
      out.push(work());
    } catch (e) {
      out.push(e.name, e.message);
    }
  }
  respond(show(out));
});
