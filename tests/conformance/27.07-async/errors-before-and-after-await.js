// 27.7: an error before the first await is a rejection too, parameters included.
// traced: [{"n": 1}, {"n": 2}]
const { listen, respond } = require('containerless');

// Tells apart what JSON does not: -0, NaN, undefined, holes.
function show(v) {
  if (Array.isArray(v)) return '[' + v.map(show).join() + ']';
  if (typeof v === 'object' && v !== null) return '{' + Object.keys(v).map(k => k + ':' + show(v[k])).join() + '}';
  if (typeof v === 'function') return 'function';
  return typeof v === 'string' ? JSON.stringify(v) : Object.is(v, -0) ? '-0' : String(v);
}
show([-0, 'text', { a: show }]); // so that the trace has seen all of it

const early = async () => { throw new Error('early'); };
const inDefault = async (a = (() => { throw new Error('default'); })()) => a;
const inPattern = async ({ a }) => a;

listen(async ({ body }) => {
  const log = [];
  for (const p of [early(), inDefault(), inPattern(null), inDefault(5), inPattern({ a: body.n })]) {
    try {
      log.push(await p);
    } catch (e) {
      log.push(e.name + ': ' + e.message);
    }
  }
  respond(show([log, body.n]));
});
