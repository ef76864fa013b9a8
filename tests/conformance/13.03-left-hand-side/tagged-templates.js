// 13.3.11: a tag gets the cooked and raw strings and the values; the strings object is the same at each evaluation.
// traced: [{"a": 1, "b": "x"}]
// run: [{"a": 2, "b": "y"}]
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
  const seen = [];
  function tag(strings, ...values) {
    seen.push(strings);
    return strings.join('|') + '#' + strings.raw.join('|') + '#' + values.join();
  }
  const once = v => tag`start ${v}\n${body.b} end`;
  const o = { p: 5, tag(s) { return s[0] + this.p; } };
  respond(show([once(body.a), once(body.b), seen[0] === seen[1], Object.isFrozen(seen[0]), o.tag`hi`, seen[0].length, String.raw`\n${body.a}`]));
});
