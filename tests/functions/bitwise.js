// Pins down bitwise operators on int32, doubles, out-of-range numbers and strings.
// Compiled rows: 0-2, 4
let containerless = require('containerless');

containerless.listen(function (request) {
  const a = request.body.a;
  const b = request.body.b;
  containerless.respond([a & b, a | b, a ^ b, a << b, a >> b, a >>> b, ~a, ~~b, a | 0, -a >>> 0].join(' '));
});
