// 24.1: entries come in the order in which keys were first set.
// traced: [{"k": ["b", "a", "2", "1"]}]
// run: [{"k": []}, {"k": ["z", "z", "y"]}]
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
  const m = new Map([['x', 0]]);
  body.k.forEach((k, i) => m.set(k, i));
  m.set('x', 'again');
  m.delete('a');
  m.set('a', 'late');
  respond(show([[...m], [...m.keys()], [...m.values()], [...m.entries()].length]));
});
