// 25.5: order of keys through parse and stringify.
// traced: [{"t": "{\"b\":1,\"10\":2,\"a\":3,\"9\":4,\"-1\":5}"}]
// run: [{"t": "{\"z\":{\"1\":1,\"0\":0},\"y\":0}"}]
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
  const o = JSON.parse(body.t);
  o.added = 'last';
  o[0] = 'index';
  respond(show([JSON.stringify(o), Object.keys(o)]));
});
