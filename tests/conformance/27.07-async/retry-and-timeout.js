// 27.7: retries and timeouts as people write them.
// traced: [{"fails": 2}, {"fails": 9}]
// run: [{"fails": 0}, {"fails": 9}]
const { listen, respond } = require('containerless');

// Tells apart what JSON does not: -0, NaN, undefined, holes.
function show(v) {
  if (Array.isArray(v)) return '[' + v.map(show).join() + ']';
  if (typeof v === 'object' && v !== null) return '{' + Object.keys(v).map(k => k + ':' + show(v[k])).join() + '}';
  if (typeof v === 'function') return 'function';
  return typeof v === 'string' ? JSON.stringify(v) : Object.is(v, -0) ? '-0' : String(v);
}
show([-0, 'text', { a: show }]); // so that the trace has seen all of it

const delay = (ms, v) => new Promise(r => setTimeout(r, ms, v));
const retry = async (work, times) => {
  for (let i = 1; ; i++) {
    try {
      return await work(i);
    } catch (e) {
      if (i >= times) throw new Error(`gave up after ${i}: ${e.message}`);
      await delay(1);
    }
  }
};
const timeout = (p, ms) => Promise.race([p, delay(ms).then(() => { throw new Error('timeout'); })]);

listen(async ({ body }) => {
  const log = [];
  try {
    log.push(await retry(async i => { if (i <= body.fails) throw new Error('try ' + i); return 'done at ' + i; }, 4));
  } catch (e) {
    log.push(e.message);
  }
  log.push(await timeout(delay(1, 'quick'), 500), await timeout(delay(500, 'slow'), 2).catch(e => e.message));
  respond(show(log));
});
