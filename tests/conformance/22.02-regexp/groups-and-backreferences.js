// 22.2.1: captures in alternatives and repetitions, back references, non-capturing and named groups.
// traced: [{"s": "abab xyx 1221"}]
// run: [{"s": "aa"}, {"s": "abcabc"}]
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
  const list = [/(ab)\1/, /(.)(.)\2\1/, /(?<l>[a-z]).\k<l>/, /(a)|(b)/, /(?:(a)|b)+/, /((x)(y))?/, /(z)?\1a/, /(?:a(b)?)+/];
  respond(show(list.map(re => { const m = re.exec(body.s); return m && [Array.from(m), m.index, m.groups && m.groups.l]; })));
});
