// 25.5.1: a reviver works from the inside out, may replace and delete, and has the holder as this.
// traced: [{"t": "{\"a\":1,\"b\":[2,{\"c\":3}],\"d\":\"2024-01-01T00:00:00.000Z\"}"}]
// run: [{"t": "[]"}, {"t": "5"}, {"t": "{\"x\":{\"y\":{\"z\":0}}}"}]
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
  const v = JSON.parse(body.t, function (k, v) {
    log.push(k);
    if (k === 'c') return undefined;
    if (typeof v === 'string' && /^\d{4}-/.test(v)) return new Date(v).getTime();
    return typeof v === 'number' ? v + 1 : v;
  });
  respond(show([v, log, JSON.parse('[1,2,3]', (k, v) => (k === '1' ? undefined : v)), JSON.parse('{"a":1}', function (k, v) { return k === '' ? Object.keys(this).length : v; })]));
});
