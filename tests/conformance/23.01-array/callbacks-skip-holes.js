// 23.1.3: which methods skip holes and which see undefined.
// traced: [{"v": 1}]
// run: [{"v": "s"}]
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
  const a = [body.v, , 3];
  const calls = { map: 0, forEach: 0, filter: 0, some: 0, find: 0, findIndex: 0 };
  const mapped = a.map(v => (calls.map++, v));
  a.forEach(() => calls.forEach++);
  a.filter(() => calls.filter++);
  a.some(() => (calls.some++, false));
  a.find(() => (calls.find++, false));
  a.findIndex(() => (calls.findIndex++, false));
  respond(show([calls, mapped, 1 in mapped, mapped.length, a.reduce(n => n + 1, 0), [...a], Array.from(a), a.flat(), a.entries().next(), Object.keys(a), a.filter(() => true), a.at(1), a.every(v => v !== undefined)]));
});
