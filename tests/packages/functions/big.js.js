// big.js: exact decimals, the small library.
let containerless = require('containerless');
let Big = require('big.js');

containerless.listen(function (request) {
  let { a, b } = request.body;
  let x = new Big(a);
  containerless.respond([x.plus(b), x.minus(b), x.times(b), x.div(b), x.pow(3), x.round(2), x.toExponential(3), x.toPrecision(4), x.cmp(b)].join(' '));
});
