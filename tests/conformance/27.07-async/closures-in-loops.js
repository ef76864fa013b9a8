// 27.7: per-iteration variables across awaits.
// traced: [{"n": 3}]
// run: [{"n": 5}]
const { listen, respond } = require('containerless');

// Tells apart what JSON does not: -0, NaN, undefined, holes.
function show(v) {
  if (Array.isArray(v)) return '[' + v.map(show).join() + ']';
  if (typeof v === 'object' && v !== null) return '{' + Object.keys(v).map(k => k + ':' + show(v[k])).join() + '}';
  if (typeof v === 'function') return 'function';
  return typeof v === 'string' ? JSON.stringify(v) : Object.is(v, -0) ? '-0' : String(v);
}
show([-0, 'text', { a: show }]); // so that the trace has seen all of it

listen(async ({ body }) => {
  const fs = [];
  for (let i = 0; i < body.n; i++) {
    await null;
    fs.push(() => i);
    await null;
    i += 0;
  }
  for (const v of ['a', 'b']) {
    await null;
    fs.push(async () => { await null; return v; });
  }
  respond(show(await Promise.all(fs.map(f => f()))));
});
