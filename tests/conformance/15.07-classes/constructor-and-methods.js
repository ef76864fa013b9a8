// 15.7: a class makes objects with methods on its prototype.
// traced: [{"x": 3, "y": 4}]
// run: [{"x": 1.5, "y": -2}, {"x": 0, "y": 0}]
const { listen, respond } = require('containerless');

// Tells apart what JSON does not: -0, NaN, undefined, holes.
function show(v) {
  if (Array.isArray(v)) return '[' + v.map(show).join() + ']';
  if (typeof v === 'object' && v !== null) return '{' + Object.keys(v).map(k => k + ':' + show(v[k])).join() + '}';
  if (typeof v === 'function') return 'function';
  return typeof v === 'string' ? JSON.stringify(v) : Object.is(v, -0) ? '-0' : String(v);
}
show([-0, 'text', { a: show }]); // so that the trace has seen all of it

class Point {
  constructor(x, y) {
    this.x = x;
    this.y = y;
  }
  length() { return Math.sqrt(this.x * this.x + this.y * this.y); }
  plus(other) { return new Point(this.x + other.x, this.y + other.y); }
  toString() { return `(${this.x}, ${this.y})`; }
}

listen(({ body }) => {
  const p = new Point(body.x, body.y);
  const q = p.plus(new Point(1, 1));
  respond(show([p, p.length(), `${q}`, q + '', Object.keys(p), p instanceof Point, typeof Point, Point.name, Point.length, p.constructor === Point,
    Object.getOwnPropertyNames(Point.prototype)]));
});
