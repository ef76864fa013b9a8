// 15.4: accessors and methods share this with the object they are called on.
// traced: [{"c": 20}]
// run: [{"c": -40}, {"c": 100.5}]
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
  const t = {
    celsius: body.c,
    get fahrenheit() { return this.celsius * 9 / 5 + 32; },
    set fahrenheit(f) { this.celsius = (f - 32) * 5 / 9; },
    describe() { return `${this.celsius}C ${this.fahrenheit}F`; },
  };
  const before = t.describe();
  t.fahrenheit = 212;
  const child = Object.create(t);
  child.celsius = 1;
  respond(show([before, t.describe(), child.describe(), Object.keys(child)]));
});
