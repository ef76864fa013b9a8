// 15.7: a call site that meets instances of several classes.
// traced: [{"shapes": [["circle", 2], ["square", 3], ["rect", 2]]}]
// run: [{"shapes": [["square", 1], ["rect", 5], ["circle", 0]]}, {"shapes": []}]
const { listen, respond } = require('containerless');

// Tells apart what JSON does not: -0, NaN, undefined, holes.
function show(v) {
  if (Array.isArray(v)) return '[' + v.map(show).join() + ']';
  if (typeof v === 'object' && v !== null) return '{' + Object.keys(v).map(k => k + ':' + show(v[k])).join() + '}';
  if (typeof v === 'function') return 'function';
  return typeof v === 'string' ? JSON.stringify(v) : Object.is(v, -0) ? '-0' : String(v);
}
show([-0, 'text', { a: show }]); // so that the trace has seen all of it

class Shape {
  area() { return 0; }
  describe() { return `${this.constructor.name} ${this.area().toFixed(2)}`; }
}
class Circle extends Shape {
  constructor(r) { super(); this.r = r; }
  area() { return Math.PI * this.r * this.r; }
}
class Square extends Shape {
  constructor(s) { super(); this.s = s; }
  area() { return this.s * this.s; }
}
class Rect extends Square {
  area() { return super.area() * 2; }
}
const kinds = { circle: Circle, square: Square, rect: Rect };

listen(({ body }) => {
  const shapes = body.shapes.map(([kind, size]) => new kinds[kind](size));
  respond(show([shapes.map(s => s.describe()), shapes.reduce((sum, s) => sum + s.area(), 0)]));
});
