// 23.1: an array as a stack and as a queue.
// traced: [{"s": "(a[b]{c})"}, {"s": "(]"}]
// run: [{"s": ""}, {"s": "((("}]
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
  const pairs = { ')': '(', ']': '[', '}': '{' };
  const stack = [];
  let balanced = true;
  for (const c of body.s) {
    if ('([{'.includes(c)) stack.push(c);
    else if (c in pairs && stack.pop() !== pairs[c]) balanced = false;
  }
  const queue = [1], visited = [];
  while (queue.length > 0 && visited.length < 6) {
    const n = queue.shift();
    visited.push(n);
    queue.push(n * 2, n * 2 + 1);
  }
  respond(show([balanced && stack.length === 0, visited, queue.length]));
});
