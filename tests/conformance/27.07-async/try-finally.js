// 27.7: try, catch and finally around awaits.
// traced: [{"how": "ok"}, {"how": "reject"}, {"how": "return"}]
// run: [{"how": "reject"}, {"how": "ok"}]
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
const work = async how => {
  try {
    log.push('start');
    await null;
    if (how === 'reject') await Promise.reject(new Error('r'));
    if (how === 'return') return await 'returned';
    log.push('end');
  } catch (e) {
    log.push('caught ' + e.message);
    await null;
    log.push('after await in catch');
  } finally {
    await null;
    log.push('finally');
  }
  return 'normal';
};

listen(async ({ body }) => {
  log.length = 0;
  log.push(await work(body.how));
  respond(show(log));
});
