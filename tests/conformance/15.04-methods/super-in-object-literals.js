// 13.3.7: super in methods of object literals looks at the prototype of the home object.
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
  const base = { hello() { return 'base ' + this.name; }, get v() { return this.name + '!'; } };
  const derived = {
    __proto__: base,
    name: 'derived' + body.n,
    hello() { return super.hello() + ' and more'; },
    get v() { return super.v + super['v']; },
  };
  const borrowed = { name: 'borrowed', hello: derived.hello };
  respond(show([derived.hello(), derived.v, borrowed.hello()]));
});
