// Timers: arguments for the callback, clearing before and after, clearing nonsense.
// traced: [{"v": "x"}]
// run: [{"v": 5}]
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
  const a = setTimeout(() => log.push('never'), 100);
  setTimeout((...args) => log.push(args), 1, body.v, 2);
  setTimeout(() => clearTimeout(b), 1);
  const b = setTimeout(() => log.push('cleared by a timer'), 300);
  clearTimeout(a);
  clearTimeout(a);
  clearTimeout(undefined);
  clearTimeout(null);
  setTimeout(() => setTimeout(() => respond(show([log, typeof a])), 1), 300);
});
