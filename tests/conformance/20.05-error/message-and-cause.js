// 20.5.1.1: the message is converted to a string; cause is an own hidden property.
// traced: [{"m": 5}]
// run: [{"m": null}, {"m": [1, 2]}]
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
  const inner = new Error('inner');
  const e = new Error(body.m, { cause: inner });
  const plain = new Error(undefined, {});
  respond(show([e.message, typeof e.message, e.cause === inner, Object.keys(e), 'cause' in plain, Object.hasOwn(plain, 'message'), JSON.stringify(e), new Error('x', 'not options').cause]));
});
