// 14.15: errors that the language itself throws are caught like any other: their constructors, names and messages.
// traced: [{"n": null}, {"n": 0}]
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
      log.push(e.constructor === TypeError ? 'T' : e.constructor === RangeError ? 'R' : e.constructor === ReferenceError ? 'F' : 'S', e.message);
    }
  };
  attempt(() => null.x);
  attempt(() => undefined.x.y);
  attempt(() => body.n.x.y);
  attempt(() => nowhere + 1);
  attempt(() => (5)());
  attempt(() => new Array(-1));
  attempt(() => 'x'.repeat(-1));
  attempt(() => (1.5).toFixed(101));
  attempt(() => JSON.parse('{'));
  attempt(() => Symbol() + '');
  attempt(() => [].reduce((a, b) => a));
  attempt(() => decodeURIComponent('%'));
  respond(show(log));
});
