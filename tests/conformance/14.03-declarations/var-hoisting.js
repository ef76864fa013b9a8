// 14.3.2: var is hoisted to the function, undefined before its assignment, one per function.
// traced: [{"b": true}, {"b": false}]
// run: [{"b": true}]
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
  const log = [typeof v, v];
  if (body.b) {
    var v = 'set';
  }
  log.push(v);
  for (var i = 0; i < 3; i++) var last = i;
  var v;
  log.push(v, i, last);
  respond(show(log));
});
