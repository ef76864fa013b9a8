// 8.4: anonymous functions take the names of what they are first given to.
// traced: [{"k": "dyn"}]
// run: [{"k": "other"}]
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
  const arrow = () => 1;
  let fn = function () {};
  var cls = class {};
  const { d = () => 2 } = {};
  const [e = function () {}] = [];
  const o = { p: () => 3, [body.k]: () => 4, m() {}, get g() { return 1; }, 'quoted name': function () {}, 5: () => 5, named: function other() {} };
  respond(show([arrow.name, fn.name, cls.name, d.name, e.name, o.p.name, o[body.k].name, o.m.name, o['quoted name'].name, o[5].name, o.named.name,
    (() => 1).name, (function () {}).name, [() => 1][0].name]));
});
