// Pins down classes: constructors, methods, accessors, statics, inheritance, super, new.target, fields and private
// names, static blocks, computed keys and the order in which all of it is evaluated.
// Compiled rows: all.
const containerless = require('containerless');
const log = [];
const note = (text) => { log.push(text); return text; };

class Shape {
  static count = 0;
  #id = ++Shape.count;
  name = note('name of shape');
  constructor(name) {
    note('shape ' + new.target.name);
    if (name) this.name = name;
  }
  get id() { return this.#id; }
  set id(value) { if (value < 0) throw new RangeError('id ' + value); this.#id = value; }
  area() { return 0; }
  describe() { return `${this.name} #${this.#id} of ${this.area()}`; }
  static compare(a, b) { return a.area() - b.area(); }
  static is(o) { return #id in o; }
  #hidden(n) { return this.#id * n; }
  times(n) { return this.#hidden(n); }
}

class Square extends Shape {
  side = note('side of square');
  constructor(side, ...rest) {
    note('before super');
    super('square', ...rest);
    note('after super ' + this.side);
    this.side = side;
  }
  area() { return this.side ** 2; }
  describe() { return 'a ' + super.describe(); }
  get id() { return -super.id; }
  set id(value) { super.id = value; }
}

class Unit extends Square {
  static { note('static of unit ' + this.name); }
  static #made = 0;
  static of() { Unit.#made++; return new this(1); }
  static get made() { return Unit.#made; }
}

class Plain extends Shape {}

const keyed = (prefix) => class {
  [note(prefix + 'A')] = note(prefix + 'field');
  static [note(prefix + 'B')]() { return prefix; }
  get [note(prefix + 'C')]() { return this[prefix + 'A']; }
  'quoted key'() { return 1; }
  async later() { return this; }
  *[Symbol.iterator]() { yield* [1, 2]; }
};

const Expression = class Inner {
  static self() { return Inner === this; }
  static twice = (n) => n * 2;
};

function attempt(f) {
  try {
    return f();
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : error;
  }
}

containerless.listen((request) => {
  const { n } = request.body;
  log.length = 0;
  const square = new Square(n);
  const plain = new Plain();
  const unit = Unit.of();
  const K = keyed('k');
  const k = new K();
  square.id = n;
  const shapes = [square, unit, plain].sort(Shape.compare);
  containerless.respond(JSON.stringify({
    all: shapes.map((s) => s.describe().replace(/#\d+/, '#')),
    kinds: [square instanceof Shape, unit instanceof Square, plain instanceof Square, square.constructor.name],
    ids: [square.id, square.times(2) === -2 * square.id, Shape.is(square), Shape.is({}), Unit.made > 0],
    keys: [Object.keys(square), Object.keys(k), Object.getOwnPropertyNames(Square.prototype)],
    keyed: [k.kA, K.kB(), k.kC, k['quoted key'](), [...k]],
    inner: [Expression.self(), Expression.twice(n), Expression.name, typeof Inner],
    functions: [Square.name, Square.length, Shape.length, typeof Square, Object.getPrototypeOf(Square) === Shape],
    errors: [
      attempt(() => { square.id = -1; }),
      attempt(() => { if (n > 2) throw new TypeError('big'); return 'small'; }),
    ],
    log,
  }));
});
