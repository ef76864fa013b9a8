// 6.1.4: lone surrogates are kept inside strings, and compare and index like any unit.
// traced: [{"s": "\ud83d\ude00"}]
// run: [{"s": "x\ud83d\ude01"}]
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
  const high = s.charAt(s.length - 2), low = s.charAt(s.length - 1);
  const glued = high + low;
  respond(show([high.length, high.charCodeAt(0), low.charCodeAt(0), glued === s.slice(-2), glued.length, high < low,
    JSON.stringify(high), (high + 'x').length, encodeURIComponent(glued)]));
});
