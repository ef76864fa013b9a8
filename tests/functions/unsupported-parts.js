// Pins down code that is never compiled (a bigint, an async generator) beside code that is: only requests that reach it fall back.
// Compiled rows: 0-2, 5
let containerless = require('containerless');

function withClass(v) {
  class Box {
    constructor(v) { this.v = v; }
    get double() { return this.v * 2; }
  }
  return new Box(v).double;
}
async function withGenerator(n) {
  async function* count() { for (let i = 0; i < n; i++) { yield i; } }
  return (await count().next()).value;
}

containerless.listen(function (request) {
  switch (request.body.kind) {
    case 'class': containerless.respond(withClass(4)); break;
    case 'bigint': containerless.respond(2n ** 64n); break;
    case 'generator': withGenerator(3).then(first => containerless.respond(first)); break;
    case 'regexp': containerless.respond('a1b22'.replace(/[0-9]+/g, '#')); break;
    default: containerless.respond('plain ' + request.path);
  }
});
