// 22.1.3.19: replace with patterns: $ forms, named groups, functions.
// traced: [{"s": "2024-05-06 and 2023-01-02"}]
// run: [{"s": "no dates"}, {"s": "1-22-333"}]
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
  const re = /(\d+)-(\d+)-(\d+)/;
  respond(show([s.replace(re, '$3/$2/$1'), s.replace(/(\d+)-(\d+)-(\d+)/g, '[$&|$`|$\'|$$|$4|$01]'), s.replace(/(?<y>\d+)-(?<m>\d+)/, '$<m>.$<y>'),
    s.replace(/\d+/g, n => n * 2), s.replaceAll(/(\d)(\d)/g, (m, a, b, at, whole) => `${b}${a}${at}${whole.length}`), s.replace(/(?<d>\d)/, (...args) => args[args.length - 1].d)]));
});
