// 14.3.3: array patterns take from any iterable and close it when they are done before its end.
// traced: [{"n": 5}]
// run: [{"n": 1}]
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
  const source = {
    [Symbol.iterator]() {
      let i = 0;
      return {
        next() { log.push('next'); return { value: i++, done: i > body.n }; },
        return() { log.push('return'); return {}; },
      };
    },
  };
  const [a, , b] = source;
  log.push('---');
  const [...all] = source;
  log.push('---');
  const [] = source;
  const [m, n] = new Map([['k', 'v']]);
  const [c, d] = 'x😀';
  respond(show([a, b, all, log, m, n, c, d]));
});
