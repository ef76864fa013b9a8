// 15.7: a class that extends Array: its methods make more of it.
// traced: [{"a": [1, 2, 3]}]
// run: [{"a": [5]}, {"a": []}]
const { listen, respond } = require('containerless');

// Tells apart what JSON does not: -0, NaN, undefined, holes.
function show(v) {
  if (Array.isArray(v)) return '[' + v.map(show).join() + ']';
  if (typeof v === 'object' && v !== null) return '{' + Object.keys(v).map(k => k + ':' + show(v[k])).join() + '}';
  if (typeof v === 'function') return 'function';
  return typeof v === 'string' ? JSON.stringify(v) : Object.is(v, -0) ? '-0' : String(v);
}
show([-0, 'text', { a: show }]); // so that the trace has seen all of it

class Stack extends Array {
  peek() { return this[this.length - 1]; }
  get isEmpty() { return this.length === 0; }
}

listen(({ body }) => {
  const s = new Stack();
  for (const v of body.a) s.push(v);
  const m = s.map(x => x * 2);
  respond(show([s.length, s.peek(), s.isEmpty, m instanceof Stack, m.peek(), Array.isArray(s), s.concat([9]).length]));
});
