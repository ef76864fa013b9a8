// 25.5: what survives a round trip, and deep copies.
// traced: [{"o": {"n": 1.5, "s": "é😀", "a": [1, [2, {"x": null}]], "b": false, "2": "two"}}]
// run: [{"o": []}, {"o": {"": "", "a b": {"c": {}}}}]
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
  const copy = JSON.parse(JSON.stringify(body.o));
  const text = JSON.stringify(copy);
  respond(show([text === JSON.stringify(body.o), copy === body.o, copy, Object.keys(copy), JSON.stringify(JSON.stringify(body.o)), JSON.stringify(JSON.parse(text, (k, v) => v)) === text]));
});
