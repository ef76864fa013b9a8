// 15.7.14: extends any expression that gives a constructor or null; anything else is a TypeError.
// traced: [{"v": 5}]
// run: [{"v": "s"}, {"v": {}}]
const { listen, respond, get } = require('containerless');

// Tells apart what JSON does not: -0, NaN, undefined, holes.
function show(v) {
  if (Array.isArray(v)) return '[' + v.map(show).join() + ']';
  if (typeof v === 'object' && v !== null) return '{' + Object.keys(v).map(k => k + ':' + show(v[k])).join() + '}';
  if (typeof v === 'function') return 'function';
  return typeof v === 'string' ? JSON.stringify(v) : Object.is(v, -0) ? '-0' : String(v);
}
show([-0, 'text', { a: show }]); // so that the trace has seen all of it

listen(({ body }) => {
  const mixin = Base => class extends Base { mixed() { return 'mixed ' + this.v; } };
  class Plain { v = 1; }
  class Null extends null { static s = 'static'; }
  const out = [new (mixin(Plain))().mixed(), new (mixin(mixin(Plain)))().mixed(), Null.s, Object.getPrototypeOf(Null.prototype) === null];
  try {
    class Bad extends body.v {}
    out.push('made');
  } catch (e) {
    out.push(e.name + ': ' + e.message);
  }
  function Old(v) { this.v = v; }
  Old.prototype.get = function () { return this.v; };
  class New extends Old { get() { return super.get() + '!'; } }
  out.push(new New('old').get());
  respond(show(out));
});
