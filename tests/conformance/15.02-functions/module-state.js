// 15.2: closures over module variables keep state from request to request.
// traced: [{"add": 1}, {"add": 2}]
// run: [{"add": 5}, {"add": 1}]
const { listen, respond } = require('containerless');

// Tells apart what JSON does not: -0, NaN, undefined, holes.
function show(v) {
  if (Array.isArray(v)) return '[' + v.map(show).join() + ']';
  if (typeof v === 'object' && v !== null) return '{' + Object.keys(v).map(k => k + ':' + show(v[k])).join() + '}';
  if (typeof v === 'function') return 'function';
  return typeof v === 'string' ? JSON.stringify(v) : Object.is(v, -0) ? '-0' : String(v);
}
show([-0, 'text', { a: show }]); // so that the trace has seen all of it

let total = 0;
const history = [];
function add(n) {
  total += n;
  history.push(n);
  return total;
}

listen(({ body }) => {
  respond(show([add(body.add), total, history]));
});
