// 20.1.2.1: assign copies in order, over setters too, skips null and undefined, and gives the target.
// traced: [{"a": {"x": 1, "y": 2}, "b": {"y": 3, "z": 4}}]
// run: [{"a": {}, "b": {"2": "two", "1": "one"}}, {"a": {"z": null}, "b": {}}]
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
  const log = [];
  const target = { keep: true, set y(v) { log.push('y=' + v); } };
  const result = Object.assign(target, body.a, null, undefined, body.b, 'hi', 5);
  respond(show([result === target, Object.keys(target), target.x, target.z, target[0], log, Object.assign({}, body.a, body.b)]));
});
