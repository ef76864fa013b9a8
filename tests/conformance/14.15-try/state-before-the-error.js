// 14.15: what was done before the error stays done.
// traced: [{"list": [1, 2, "x", 4]}, {"list": [1, 2]}]
// run: [{"list": ["x", 1]}, {"list": [3, "x"]}]
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
  const done = [];
  let total = 0, failed = 'no';
  try {
    for (const v of body.list) {
      total += 1;
      if (typeof v !== 'number') throw new Error('bad ' + v);
      done.push(v * 2);
    }
  } catch (e) {
    failed = e.message;
  }
  respond(show([done, total, failed]));
});
