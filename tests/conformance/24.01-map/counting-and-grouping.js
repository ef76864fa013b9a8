// 24.1: maps for counting, grouping and memory.
// traced: [{"w": ["a", "b", "a", "c", "a"]}]
// run: [{"w": []}, {"w": ["__proto__", "constructor", "__proto__"]}]
const { listen, respond } = require('containerless');

// Tells apart what JSON does not: -0, NaN, undefined, holes.
function show(v) {
  if (Array.isArray(v)) return '[' + v.map(show).join() + ']';
  if (typeof v === 'object' && v !== null) return '{' + Object.keys(v).map(k => k + ':' + show(v[k])).join() + '}';
  if (typeof v === 'function') return 'function';
  return typeof v === 'string' ? JSON.stringify(v) : Object.is(v, -0) ? '-0' : String(v);
}
show([-0, 'text', { a: show }]); // so that the trace has seen all of it

const memo = new Map();
const fib = n => {
  if (n < 2) return n;
  if (!memo.has(n)) memo.set(n, fib(n - 1) + fib(n - 2));
  return memo.get(n);
};

listen(({ body }) => {
  const counts = new Map();
  for (const w of body.w) counts.set(w, (counts.get(w) ?? 0) + 1);
  const top = [...counts].sort(([, x], [, y]) => y - x)[0];
  const inverted = new Map([...counts].map(([k, v]) => [v, k]));
  respond(show([[...counts], top, [...inverted], Object.fromEntries(counts), fib(40), memo.size]));
});
