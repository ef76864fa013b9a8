// 13.2.8: templates: evaluation order, nesting, conversions, line breaks and escapes.
// traced: [{"a": 1, "b": "two"}, {"a": "s", "b": null}]
// run: [{"a": 2, "b": "three"}, {"a": "t", "b": null}]
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
  const { a, b } = body;
  const log = [];
  const t = v => (log.push(v), v);
  const text = `<${t(a)}|${t(b)}|${`inner ${a + 1}`}|${[a, b]}|${{}}|${undefined}>
  second\tline \${not} \` \u{41}`;
  respond(show([text, text.length, log, ``, `${''}`]));
});
