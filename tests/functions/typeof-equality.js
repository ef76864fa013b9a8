// Pins down typeof, == and === over values that come from the request.
// Compiled rows: all
let containerless = require('containerless');

containerless.listen(function (request) {
  const a = request.body.a;
  const b = request.body.b;
  containerless.respond([typeof a, typeof b, a == b, a != b, a === b, a !== b, a == null, b === undefined,
    typeof containerless.respond, typeof undefined].join(' '));
});
