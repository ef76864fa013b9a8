// 22.2: renaming with replace functions.
// traced: [{"n": ["backgroundColor", "font-size", "HTMLParser"]}, {"n": ["", "a", "x-y-z"]}]
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
  const kebab = s => s.replace(/([a-z])([A-Z])/g, '$1-$2').toLowerCase();
  const camel = s => s.replace(/-(\w)/g, (_, c) => c.toUpperCase());
  const words = s => s.match(/[A-Z]?[a-z]+|[A-Z]+(?![a-z])/g) ?? [];
  respond(show(body.n.map(n => [kebab(n), camel(n), [...words(n)], n.replace(/^\w/, c => c.toUpperCase())])));
});
