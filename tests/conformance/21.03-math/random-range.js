// 21.3.2.27: random is in [0, 1), whatever it is.
// traced: [{"n": 20}]
// run: [{"n": 50}]
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
  let fine = true;
  for (let i = 0; i < body.n; i++) {
    const r = Math.random(), dice = Math.floor(Math.random() * 6) + 1;
    fine = fine && r >= 0 && r < 1 && dice >= 1 && dice <= 6 && Number.isInteger(dice);
  }
  respond(show(fine));
});
