// 27.6: for await over async generators.
// traced: [{"n": 3}]
// run: [{"n": 0}]
const { listen, respond } = require('containerless');

// Tells apart what JSON does not: -0, NaN, undefined, holes.
function show(v) {
  if (Array.isArray(v)) return '[' + v.map(show).join() + ']';
  if (typeof v === 'object' && v !== null) return '{' + Object.keys(v).map(k => k + ':' + show(v[k])).join() + '}';
  if (typeof v === 'function') return 'function';
  return typeof v === 'string' ? JSON.stringify(v) : Object.is(v, -0) ? '-0' : String(v);
}
show([-0, 'text', { a: show }]); // so that the trace has seen all of it

async function* gen(n) {
  for (let i = 0; i < n; i++) {
    await null;
    yield i;
  }
}

listen(async ({ body }) => {
  const log = [];
  for await (const v of gen(body.n)) log.push(v);
  for await (const v of [1, Promise.resolve(2)]) log.push(v);
  respond(show(log));
});
