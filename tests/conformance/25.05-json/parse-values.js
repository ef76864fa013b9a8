// 25.5.1: parsing every kind of value and white space.
// traced: [{"t": ["1", "-1.5e3", "\"s\"", "true", "null", "[1,[2]]", "{\"a\":{\"b\":[]}}", " \n\t[ ] "]}]
// run: [{"t": ["0", "-0", "1E+2", "\"\\u0041\\n\\\"\\/\"", "{\"1\":1,\"a\":2,\"0\":3}", "{\"a\":1,\"a\":2}", "{\"__proto__\":5}", "\"\\ud83d\\ude00\"", "1e999"]}]
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
  respond(show(body.t.map(t => JSON.parse(t))));
});
