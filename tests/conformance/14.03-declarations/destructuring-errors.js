// 14.3.3: patterns over null and undefined, and array patterns over what is not iterable, are TypeErrors.
// traced: [{"v": null}, {"v": 5}]
// run: [{"v": null}]
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
  const attempt = work => {
    try {
      log.push(work());
    } catch (e) {
      log.push(e.name + ': ' + e.message);
    }
  };
  attempt(() => { const { a } = body.v; return a; });
  attempt(() => { const { a } = body.missing; return a; });
  attempt(() => { const [a] = body.v; return a; });
  attempt(() => { const [a] = {}; return a; });
  attempt(() => { const {} = body.v; return 'empty'; });
  attempt(() => { const { a: { b } } = {}; return b; });
  respond(show(log));
});
