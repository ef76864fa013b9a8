// 14.6: if and else over truthiness of each kind of value, dangling else included.
// traced: [{"v": [0, 1, "", "a", null, [], {}]}]
// run: [{"v": [-1, "0", false, true]}]
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
  const log = [];
  for (const v of body.v) {
    if (v) log.push('yes');
    else if (v === 0) log.push('zero');
    else if (v === '') log.push('empty');
    else log.push('no');
    if (v) if (v === 1) log.push('one'); else log.push('dangling');
  }
  respond(show(log));
});
