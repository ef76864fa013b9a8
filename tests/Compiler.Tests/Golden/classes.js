// A class with fields, private names and accessors, one that extends it, this and super, rest and spread.
let containerless = require('containerless');

class Shape {
  static made = 0;
  #name;
  sides = 0;
  constructor(name) {
    this.#name = name;
    Shape.made++;
  }
  get name() { return this.#name; }
  area() { return 0; }
}

class Box extends Shape {
  constructor(width, height, ...labels) {
    super('box');
    this.width = width;
    this.height = height;
    this.labels = [...labels, this.name];
  }
  area() { return this.width * this.height + super.area(); }
}

class Cube extends Box {}

containerless.listen(function (request) {
  let { width, height, ...others } = request.body;
  let box = new Cube(width, height, ...Object.keys(others));
  containerless.respond({ area: box.area(), labels: box.labels, get made() { return Shape.made; } });
});
