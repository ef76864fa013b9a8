// 27.5: numbers and permutations.
// traced: [{"n": 10, "a": [1, 2, 3]}]
// run: [{"n": 0, "a": []}, {"n": 30, "a": ["x", "y"]}]
const { listen, respond } = require('containerless');

// Tells apart what JSON does not: -0, NaN, undefined, holes.
function show(v) {
  if (Array.isArray(v)) return '[' + v.map(show).join() + ']';
  if (typeof v === 'object' && v !== null) return '{' + Object.keys(v).map(k => k + ':' + show(v[k])).join() + '}';
  if (typeof v === 'function') return 'function';
  return typeof v === 'string' ? JSON.stringify(v) : Object.is(v, -0) ? '-0' : String(v);
}
show([-0, 'text', { a: show }]); // so that the trace has seen all of it

function* fibonacci(n) {
  let [a, b] = [0, 1];
  while (n-- > 0) {
    yield a;
    [a, b] = [b, a + b];
  }
}
function* permutations(a) {
  if (a.length === 0) yield [];
  for (let i = 0; i < a.length; i++) for (const rest of permutations([...a.slice(0, i), ...a.slice(i + 1)])) yield [a[i], ...rest];
}

listen(({ body }) => {
  respond(show([[...fibonacci(body.n)], [...permutations(body.a)].map(p => p.join(''))]));
});
