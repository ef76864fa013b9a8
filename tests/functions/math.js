// Pins down the members of Math whose results ECMAScript fixes.
// Compiled rows: all
let containerless = require('containerless');

containerless.listen(function (request) {
  const x = request.body.x;
  containerless.respond([
    Math.floor(x), Math.ceil(x), Math.round(x), Math.trunc(x), Math.abs(x), Math.sqrt(x), Math.sign(x),
    Math.max(x, 2, 'b' === x ? 1 : 3), Math.min(x, 0), Math.max(), Math.PI,
    Object.is(Math.round(x), -0)
  ].join(' '));
});
