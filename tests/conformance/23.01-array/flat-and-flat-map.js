// 23.1.3: flat to a depth, flatMap one level, holes dropped.
// traced: [{"a": [1, [2, [3, [4]]], []]}]
// run: [{"a": []}, {"a": [[[[[[]]]]], "x"]}]
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
  const { a } = body;
  respond(show([a.flat(), a.flat(2), a.flat(Infinity), a.flat(0), [1, , [2, , 3]].flat(), a.flatMap(v => [v, v]), a.flatMap((v, i) => i), a.flatMap(v => [[v]]), ['a b', 'c'].flatMap(s => s.split(' '))]));
});
