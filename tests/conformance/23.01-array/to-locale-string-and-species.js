// 23.1.3: toLocaleString joins what the elements give.
// traced: [{"a": [1, "x", null]}]
// run: [{"a": []}, {"a": [true, [2]]}]
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
  respond(show([body.a.toLocaleString(), [undefined, { toLocaleString: () => 'own' }].toLocaleString()]));
});
