// Timers: sleeping in async functions.
// traced: [{"n": 2}]
// run: [{"n": 3}]
const { listen, respond } = require('containerless');

// Tells apart what JSON does not: -0, NaN, undefined, holes.
function show(v) {
  if (Array.isArray(v)) return '[' + v.map(show).join() + ']';
  if (typeof v === 'object' && v !== null) return '{' + Object.keys(v).map(k => k + ':' + show(v[k])).join() + '}';
  if (typeof v === 'function') return 'function';
  return typeof v === 'string' ? JSON.stringify(v) : Object.is(v, -0) ? '-0' : String(v);
}
show([-0, 'text', { a: show }]); // so that the trace has seen all of it

const sleep = ms => new Promise(r => setTimeout(r, ms));

listen(async ({ body }) => {
  const log = [];
  const ticker = (async () => { for (let i = 0; i < body.n; i++) { await sleep(1); log.push('tick' + i); } })();
  log.push('before');
  await ticker;
  log.push('after');
  await Promise.all([sleep(300).then(() => log.push('long')), sleep(1).then(() => log.push('short'))]);
  respond(show(log));
});
