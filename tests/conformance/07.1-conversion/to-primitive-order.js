// 7.1.1: valueOf comes before toString for numbers and defaults, after it for strings.
// traced: [{"n": 5, "s": "text"}]
// run: [{"n": -2, "s": "other"}]
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
  const o = {
    valueOf() { log.push('valueOf'); return body.n; },
    toString() { log.push('toString'); return body.s; },
  };
  const results = [o + 1, o * 2, `${o}`, String(o), o > 1, o == body.n, [o].join(), +o, o + '', { [o]: 1 }, -o];
  respond(show([results, log]));
});
