// 14.13: labels of the same name may follow, not nest; labels are no variables.
// traced: [{"n": 2}]
// run: [{"n": 3}]
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
  const log = [];
  a: for (let a = 0; a < 3; a++) {
    b: for (let b = 0; b < 3; b++) {
      if (b === body.n) continue a;
      if (a === body.n) break a;
      c: { if ((a + b) % 2) break c; log.push(a + '' + b); }
    }
  }
  a: { log.push('again'); break a; }
  respond(show(log));
});
