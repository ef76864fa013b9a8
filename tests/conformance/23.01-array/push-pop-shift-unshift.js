// 23.1.3: the four ends and their results.
// traced: [{"a": [1, 2]}, {"a": []}]
// run: [{"a": ["x"]}, {"a": [1, 2, 3, 4]}]
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
  const a = body.a.slice();
  respond(show([a.push('p'), a, a.push(), a.push(1, 2), a.pop(), a.shift(), a, a.unshift('u', 'v'), a.unshift(), a, [].pop(), [].shift(), a.length]));
});
