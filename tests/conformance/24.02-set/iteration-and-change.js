// 24.2: sets that change while they are walked; forEach, entries, keys.
// traced: [{"n": 3}]
// run: [{"n": 0}, {"n": 6}]
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
  const s = new Set();
  for (let i = 0; i < body.n; i++) s.add(i);
  const log = [];
  for (const v of s) {
    log.push(v);
    if (v < 5 && s.size < 9) s.add(v + 100);
    s.delete(v + 1);
  }
  s.forEach((v, again, self) => log.push(v === again && self === s));
  respond(show([log, [...s.entries()].slice(0, 2), [...s.keys()].length]));
});
