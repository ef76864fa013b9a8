// 19.2.6: encodeURIComponent and encodeURI over ASCII and beyond.
// traced: [{"s": "a b&c=d/é?x#y+z%"}]
// run: [{"s": "😀日本'()*!~-_."}, {"s": ""}, {"s": ";,/?:@&=+$#[]"}]
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
  const { s } = body;
  respond(show([encodeURIComponent(s), encodeURI(s), decodeURIComponent(encodeURIComponent(s)) === s, decodeURI(encodeURI(s)) === s, encodeURIComponent(5), encodeURIComponent(null)]));
});
