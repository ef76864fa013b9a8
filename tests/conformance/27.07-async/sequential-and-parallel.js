// 27.7: one after the other against all at once.
// traced: [{"a": [1, 2, 3]}]
// run: [{"a": []}, {"a": [9]}]
const { listen, respond } = require('containerless');

// Tells apart what JSON does not: -0, NaN, undefined, holes.
function show(v) {
  if (Array.isArray(v)) return '[' + v.map(show).join() + ']';
  if (typeof v === 'object' && v !== null) return '{' + Object.keys(v).map(k => k + ':' + show(v[k])).join() + '}';
  if (typeof v === 'function') return 'function';
  return typeof v === 'string' ? JSON.stringify(v) : Object.is(v, -0) ? '-0' : String(v);
}
show([-0, 'text', { a: show }]); // so that the trace has seen all of it

const log = [];
const job = async n => {
  log.push('start ' + n);
  await new Promise(r => setTimeout(r, 1));
  log.push('end ' + n);
  return n * 10;
};

listen(async ({ body }) => {
  log.length = 0;
  const one = [];
  for (const n of body.a) one.push(await job(n));
  const all = await Promise.all(body.a.map(job));
  const chained = await body.a.reduce(async (p, n) => (await p) + n, Promise.resolve(0));
  respond(show([one, all, chained, log]));
});
