// 14.2: in strict code functions declared in a block are local to it and hoisted to its start.
// traced: [{"n": 1}]
// run: [{"n": 5}]
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
  const run = n => {
    'use strict';
    const f = () => 'outer';
    const log = [f()];
    {
      log.push(f());
      function f() { return 'inner ' + n; }
    }
    log.push(f());
    return log;
  };
  respond(show(run(body.n)));
});
