// 10.2.2: a constructor that returns an object replaces the new one; primitives are ignored.
// traced: [{"v": 5}]
// run: [{"v": "text"}, {"v": {"own": 1}}]
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
  function Maker(v) {
    this.made = true;
    return v;
  }
  const r = new Maker(body.v);
  const s = new Maker({ other: 1 });
  const t = new Maker([1, 2]);
  respond(show([r, s, t, r instanceof Maker, s instanceof Maker]));
});
