// Callbacks are turns of their own: jobs of one run before the next.
// traced: [{"n": 1}]
// run: [{"n": 2}]
const { listen, respond, get } = require('containerless');

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
  get('data:1', v => {
    log.push('first');
    Promise.resolve().then(() => log.push('job of first'));
  });
  get('data:2', () => {
    log.push('second');
    setTimeout(() => respond(show([log, body.n])), 1);
  });
  Promise.resolve().then(() => log.push('job of the request'));
});
