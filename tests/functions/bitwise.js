// Pins down bitwise operators on int32, doubles, out-of-range numbers and strings.
let containerless = require('containerless');

containerless.listen(function (request) {
  const { a, b } = request.body;
  containerless.respond([a & b, a | b, a ^ b, a << b, a >> b, a >>> b, ~a, ~~b, a | 0, -a >>> 0].join(' '));
});
