// 15.4: methods and accessors are no constructors and have no prototype.
// traced: [{"n": 1}]
// run: [{"n": 2}]
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
  const o = { m() { return body.n; }, *g() {}, async a() {} };
  const out = [];
  for (const name of ['m', 'g', 'a']) {
    try {
      new o[name]();
      out.push('made');
    } catch (e) {
      out.push(e.name);
    }
  }
  respond(show([out, 'prototype' in o.m, o.m()]));
});
