// Pins down code the kernel cannot express (a class, a generator, an async function) beside code that it can.
let containerless = require('containerless');

class Box {
  constructor(v) { this.v = v; }
  get double() { return this.v * 2; }
}
function* count(n) { for (let i = 0; i < n; i++) { yield i; } }

containerless.listen(function (request) {
  switch (request.body.kind) {
    case 'class': containerless.respond(new Box(4).double); break;
    case 'generator': containerless.respond([...count(3)].join()); break;
    case 'regexp': containerless.respond('a1b22'.replace(/[0-9]+/g, '#')); break;
    default: containerless.respond('plain ' + request.path);
  }
});
