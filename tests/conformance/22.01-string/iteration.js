// 22.1.3.36: strings iterate by code points; spread, Array.from and destructuring agree.
// traced: [{"s": "a😀b"}, {"s": ""}]
// run: [{"s": "日本"}]
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
  const [first, second = 'none', ...rest] = s;
  const it = s[Symbol.iterator]();
  respond(show([[...s], Array.from(s, c => c.length), first, second, rest, it.next(), Object.fromEntries([...s].map((c, i) => [i, c]))]));
});
