// 22.1.3: string methods convert their receiver, except null and undefined.
// traced: [{"n": 12345}]
// run: [{"n": true}]
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
  const { slice, toUpperCase, indexOf } = String.prototype;
  const out = [slice.call(body.n, 1, 3), toUpperCase.call(body.n), indexOf.call([1, 2], ','), slice.call({ toString: () => 'custom' }, 2)];
  try {
    slice.call(null, 1);
  } catch (e) {
    out.push(e.name + ': ' + e.message);
  }
  respond(show(out));
});
