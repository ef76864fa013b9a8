// 27.5: yield inside arguments, literals, conditions and templates keeps what was evaluated before.
// traced: [{"v": ["a", "b", "c", "d", "e", "f"]}]
// run: [{"v": [1, 2, 3, 4, 5, 6]}]
const { listen, respond } = require('containerless');

// Tells apart what JSON does not: -0, NaN, undefined, holes.
function show(v) {
  if (Array.isArray(v)) return '[' + v.map(show).join() + ']';
  if (typeof v === 'object' && v !== null) return '{' + Object.keys(v).map(k => k + ':' + show(v[k])).join() + '}';
  if (typeof v === 'function') return 'function';
  return typeof v === 'string' ? JSON.stringify(v) : Object.is(v, -0) ? '-0' : String(v);
}
show([-0, 'text', { a: show }]); // so that the trace has seen all of it

function* g() {
  const log = [];
  const f = (...args) => args.join('+');
  log.push(f('x', yield 1, yield 2), [yield 3, 'lit'], { k: yield 4 }, `t${yield 5}`, (yield 6) ? 'yes' : 'no');
  return log;
}

listen(({ body }) => {
  const it = g();
  let r = it.next();
  for (const v of body.v) r = it.next(v);
  respond(show(r));
});
