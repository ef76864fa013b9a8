// 27.1: the messages for what is not iterable, in each place that iterates.
// traced: [{"v": 5}, {"v": null}]
// run: [{"v": {}}]
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
  const log = [];
  const { v } = body;
  for (const work of [() => { for (const x of v); }, () => [...v], () => Math.max(...v), () => { const [a] = v; }, () => new Map(v), () => new Set(v), () => Array.from(v), () => Object.fromEntries(v)]) {
    try {
      log.push(work());
    } catch (e) {
      log.push(e.name + ': ' + e.message);
    }
  }
  respond(show(log));
});
