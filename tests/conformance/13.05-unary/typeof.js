// 13.5.3: typeof of every type, of undeclared names and of members that are missing.
// traced: [{"v": [1, "s", true, null, {}, []]}]
// run: [{"v": [1.5, "", false, [1]]}]
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
  respond(show([body.v.map(v => typeof v), typeof undefined, typeof show, typeof Symbol(), typeof class {}, typeof undeclared, typeof body.missing,
    typeof /x/, typeof Math, typeof new Map(), typeof (() => 1), typeof typeof 1, typeof NaN]));
});
