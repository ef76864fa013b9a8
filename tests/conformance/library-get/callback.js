// The library's get with a callback: data: URLs give their JSON in a later turn.
// traced: [{"v": 5}, {"v": {"a": [1]}}]
// run: [{"v": "text"}, {"v": null}]
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
  get('data:' + JSON.stringify(body.v), v => {
    log.push(v);
    respond(show(log));
  });
  log.push('sync');
});
