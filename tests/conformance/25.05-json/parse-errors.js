// 25.5.1: SyntaxErrors and their messages.
// traced: [{"t": ["", "{", "[1,]", "{\"a\":}", "undefined", "'x'", "01", "1 2"]}]
// run: [{"t": ["nul", "{\"a\" 1}", "\"abc", "\"\\x\"", "[1 2]", "{a:1}", "-", "1.", "\u00a01", "\"\n\"", "[\"long text that goes on and on\", oops and then even more text]"]}]
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
  for (const t of body.t) {
    try {
      log.push(show(JSON.parse(t)));
    } catch (e) {
      log.push(e.name + ': ' + e.message);
    }
  }
  respond(show(log));
});
