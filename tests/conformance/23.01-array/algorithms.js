// 23.1: searching and sorting written by hand.
// traced: [{"a": [5, 3, 9, 1, 7], "x": 7}, {"a": [4, 4, 2, 8, 6, 0, -3], "x": -3}]
// run: [{"a": [2], "x": 3}, {"a": [], "x": 0}]
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
  const quick = a => {
    if (a.length < 2) return a;
    const [p, ...rest] = a;
    return [...quick(rest.filter(v => v < p)), p, ...quick(rest.filter(v => v >= p))];
  };
  const binary = (a, x) => {
    let lo = 0, hi = a.length - 1;
    while (lo <= hi) {
      const mid = (lo + hi) >> 1;
      if (a[mid] === x) return mid;
      if (a[mid] < x) lo = mid + 1;
      else hi = mid - 1;
    }
    return -1;
  };
  const bubble = body.a.slice();
  for (let i = 0; i < bubble.length; i++) for (let j = 0; j < bubble.length - 1 - i; j++) if (bubble[j] > bubble[j + 1]) [bubble[j], bubble[j + 1]] = [bubble[j + 1], bubble[j]];
  const sorted = quick(body.a);
  respond(show([sorted, binary(sorted, body.x), bubble]));
});
