// Pins down calls with fewer and more arguments than parameters.
// Compiled rows: all
let containerless = require('containerless');

function three(a, b, c) { return [a, b, c].join('/') + typeof c; }

containerless.listen(function (request) {
  const b = request.body;
  containerless.respond(three() + three(b.a) + three(b.a, b.b, 1, 2, 3) + ((x) => x)() + three(undefined, null));
});
