// 22.2.7.2: lastIndex is an ordinary property that exec reads and writes.
// traced: [{"i": 3}]
// run: [{"i": 0}, {"i": 99}, {"i": -1}]
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
  const re = /a/g;
  re.lastIndex = body.i;
  const first = re.exec('aaaaa');
  const plain = /a/;
  plain.lastIndex = 7;
  plain.exec('a');
  respond(show([first && first.index, re.lastIndex, plain.lastIndex, 'aXa'.replace(re, '-'), re.lastIndex]));
});
