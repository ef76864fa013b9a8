// Pins down code the kernel cannot express (a class, a generator, a regular expression) beside code that it can.
// Compiled rows: 0, 4
let containerless = require('containerless');

function withClass(v) {
  class Box {
    constructor(v) { this.v = v; }
    get double() { return this.v * 2; }
  }
  return new Box(v).double;
}
function withGenerator(n) {
  function* count() { for (let i = 0; i < n; i++) { yield i; } }
  return [...count()].join();
}

containerless.listen(function (request) {
  switch (request.body.kind) {
    case 'class': containerless.respond(withClass(4)); break;
    case 'generator': containerless.respond(withGenerator(3)); break;
    case 'regexp': containerless.respond('a1b22'.replace(/[0-9]+/g, '#')); break;
    default: containerless.respond('plain ' + request.path);
  }
});
