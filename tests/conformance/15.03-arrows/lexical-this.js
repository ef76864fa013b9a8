// 15.3: arrows take this and arguments from around them.
// traced: [{"n": 3}]
// run: [{"n": 1}]
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
  const o = {
    n: body.n,
    list() { return [1, 2].map(x => x * this.n); },
    nested() { return (() => () => this.n)()(); },
    args() { return (() => arguments.length)(9, 9, 9); },
    called() { return (() => this.n).call({ n: 'other' }); },
  };
  respond(show([o.list(), o.nested(), o.args(1, 2), o.called()]));
});
