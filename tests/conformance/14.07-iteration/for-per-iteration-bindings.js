// 14.7.4.4: each round of a for loop has its own copy of the let variables; closures in the header have theirs.
// traced: [{"n": 3}]
// run: [{"n": 4}, {"n": 0}]
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
  const fs = [];
  for (let i = 0, inc = () => i++; i < body.n; i++) {
    fs.push(() => i);
    if (fs.length === 2) fs.push(() => (i += 100));
    inc;
  }
  const values = fs.map(f => f());
  const again = fs.map(f => f());
  var vs = [];
  for (var v = 0; v < body.n; v++) vs.push(() => v);
  respond(show([values, again, vs.map(f => f())]));
});
