// 20.5: an error made in one place and thrown in another keeps what it was made with.
// traced: [{"n": 2}]
// run: [{"n": 0}]
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
  const make = kind => kind % 2 ? new TypeError('odd') : new RangeError('even');
  const kept = [0, 1, 2].map(make);
  const out = [];
  for (const e of kept) {
    try {
      [1].forEach(() => { throw e; });
    } catch (x) {
      out.push(x === e, x.name, x.message);
    }
  }
  try {
    throw kept[body.n];
  } catch ({ name, message }) {
    out.push(name, message);
  }
  respond(show(out));
});
