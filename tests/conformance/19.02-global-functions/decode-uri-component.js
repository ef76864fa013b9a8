// 19.2.6: decoding: reserved characters stay in decodeURI, upper and lower case hex are the same.
// traced: [{"s": "a%20b%2Fc%3f%C3%A9"}]
// run: [{"s": "%F0%9F%98%80"}, {"s": "plain"}, {"s": "%41%2c%23"}]
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
  respond(show([decodeURIComponent(body.s), decodeURI(body.s)]));
});
