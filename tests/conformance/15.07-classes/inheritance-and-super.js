// 15.7: super calls the parent's constructor and methods.
// traced: [{"name": "Rex"}]
// run: [{"name": ""}, {"name": "Ann"}]
const { listen, respond } = require('containerless');

// Tells apart what JSON does not: -0, NaN, undefined, holes.
function show(v) {
  if (Array.isArray(v)) return '[' + v.map(show).join() + ']';
  if (typeof v === 'object' && v !== null) return '{' + Object.keys(v).map(k => k + ':' + show(v[k])).join() + '}';
  if (typeof v === 'function') return 'function';
  return typeof v === 'string' ? JSON.stringify(v) : Object.is(v, -0) ? '-0' : String(v);
}
show([-0, 'text', { a: show }]); // so that the trace has seen all of it

class Animal {
  constructor(name) { this.name = name; }
  speak() { return `${this.name} makes a sound`; }
  get loud() { return this.speak().toUpperCase(); }
}
class Dog extends Animal {
  constructor(name) {
    super(name);
    this.tricks = [];
  }
  speak() { return super.speak() + ': woof'; }
  learn(trick) {
    this.tricks.push(trick);
    return this;
  }
}
class Puppy extends Dog {
  speak() { return super.speak() + '!'; }
  get loud() { return 'tiny ' + super.loud; }
}

listen(({ body }) => {
  const d = new Dog(body.name), p = new Puppy(body.name);
  respond(show([d.speak(), p.speak(), d.loud, p.loud, p.learn('sit').learn('roll').tricks, d, p instanceof Animal, Object.getPrototypeOf(Puppy) === Dog]));
});
