// 22.1.2: fromCharCode wraps to 16 bits, fromCodePoint takes code points and refuses others.
// traced: [{"c": [72, 105, 65536, 55357, 56832]}]
// run: [{"c": [0, -1, 1.9, 8364]}]
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
  const out = [String.fromCharCode(...body.c), String.fromCharCode(), body.c.map(c => String.fromCharCode(c).charCodeAt(0)), String.fromCodePoint(128512, 65)];
  for (const c of [-1, 1114112, 1.5]) {
    try {
      out.push(String.fromCodePoint(c));
    } catch (e) {
      out.push(e.name + ': ' + e.message);
    }
  }
  respond(show(out));
});
