// 13.2.5: accessors with computed and numeric names.
// traced: [{"k": "size"}]
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
  let seen = 'nothing';
  const o = { get [body.k]() { return body.k + '!'; }, set [body.k + '2'](v) { seen = v; }, get 7() { return 'seven'; } };
  o[body.k + '2'] = 'written';
  respond(show([o[body.k], seen, o[7], Object.keys(o), o[body.k + '2']]));
});
