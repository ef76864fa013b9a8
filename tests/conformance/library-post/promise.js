// The library's post without a callback.
// traced: [{"v": {"a": 1}}]
// run: [{"v": []}]
const { listen, respond, post } = require('containerless');

// Tells apart what JSON does not: -0, NaN, undefined, holes.
function show(v) {
  if (Array.isArray(v)) return '[' + v.map(show).join() + ']';
  if (typeof v === 'object' && v !== null) return '{' + Object.keys(v).map(k => k + ':' + show(v[k])).join() + '}';
  if (typeof v === 'function') return 'function';
  return typeof v === 'string' ? JSON.stringify(v) : Object.is(v, -0) ? '-0' : String(v);
}
show([-0, 'text', { a: show }]); // so that the trace has seen all of it

listen(async ({ body }) => {
  const reply = await post({ url: 'data:{"ok":true}', body: body.v });
  respond(show([reply, await post({ url: 'data:5' })]));
});
