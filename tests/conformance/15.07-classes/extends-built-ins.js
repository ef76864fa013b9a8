// 15.7: classes that extend Map, Set and Array.
// traced: [{"k": ["a", "b", "a"]}]
// run: [{"k": []}, {"k": ["z"]}]
const { listen, respond } = require('containerless');

// Tells apart what JSON does not: -0, NaN, undefined, holes.
function show(v) {
  if (Array.isArray(v)) return '[' + v.map(show).join() + ']';
  if (typeof v === 'object' && v !== null) return '{' + Object.keys(v).map(k => k + ':' + show(v[k])).join() + '}';
  if (typeof v === 'function') return 'function';
  return typeof v === 'string' ? JSON.stringify(v) : Object.is(v, -0) ? '-0' : String(v);
}
show([-0, 'text', { a: show }]); // so that the trace has seen all of it

class Bag extends Map {
  add(k) { return this.set(k, (this.get(k) ?? 0) + 1); }
  get total() { return [...this.values()].reduce((a, b) => a + b, 0); }
}
class Unique extends Set {
  addAll(list) {
    for (const v of list) this.add(v);
    return this;
  }
}

listen(({ body }) => {
  const bag = new Bag();
  for (const k of body.k) bag.add(k);
  const u = new Unique(['x']).addAll(body.k);
  respond(show([[...bag], bag.total, bag.size, bag instanceof Map, [...u], u.size, u instanceof Unique]));
});
