// 27.7: async functions give promises; await unwraps; errors become rejections.
// traced: [{"v": 5}, {"v": "s"}]
const { listen, respond } = require('containerless');

// Tells apart what JSON does not: -0, NaN, undefined, holes.
function show(v) {
  if (Array.isArray(v)) return '[' + v.map(show).join() + ']';
  if (typeof v === 'object' && v !== null) return '{' + Object.keys(v).map(k => k + ':' + show(v[k])).join() + '}';
  if (typeof v === 'function') return 'function';
  return typeof v === 'string' ? JSON.stringify(v) : Object.is(v, -0) ? '-0' : String(v);
}
show([-0, 'text', { a: show }]); // so that the trace has seen all of it

const double = async x => x + x;
const fail = async m => { throw new Error(m); };

listen(async ({ body }) => {
  const p = double(body.v);
  const log = [p instanceof Promise, await p, await double(await double(body.v)), await 7, await undefined, await { then: r => r('thenable') }];
  try {
    await fail('rejected');
  } catch (e) {
    log.push(e.message);
  }
  log.push(await fail('caught').catch(e => 'handled ' + e.message));
  respond(show(log));
});
