// 13.3.6: calling what is no function: the TypeError names the expression.
// traced: [{"f": 1}]
// run: [{"f": "s"}, {"f": null}]
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
  const out = [];
  const o = { f: body.f, inner: { g: {} } };
  const f = body.f;
  const attempt = work => {
    try {
      out.push(work());
    } catch (e) {
      out.push(e.name + ': ' + e.message);
    }
  };
  attempt(() => f());
  attempt(() => o.f());
  attempt(() => o.missing());
  attempt(() => o.inner.g());
  attempt(() => o['f']());
  attempt(() => o.inner.g.h());
  attempt(() => new f());
  attempt(() => new o.inner.g());
  respond(show(out));
});
