// 20.1.2.10: symbol keys are listed only by getOwnPropertySymbols.
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
  const s = Symbol('s');
  const o = { [s]: body.n, a: 1, [Symbol('t')]: 2 };
  const copy = { ...o };
  const keys = [];
  for (const k in o) keys.push(k);
  respond(show([o[s], Object.keys(o), keys, JSON.stringify(o), Object.getOwnPropertySymbols(o).length, copy[s], Object.assign({}, o)[s], s in o, delete o[s], o[s]]));
});
