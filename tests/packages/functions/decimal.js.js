// decimal.js: exact decimals.
let containerless = require('containerless');
let Decimal = require('decimal.js');

containerless.listen(function (request) {
  let { a, b, places } = request.body;
  let x = new Decimal(a);
  containerless.respond(JSON.stringify([
    x.plus(b), x.minus(b), x.times(b), x.div(b).toString(), x.mod(b), x.toFixed(places), x.toDecimalPlaces(places), x.sqrt().toString(), x.cmp(b), x.toExponential(),
  ]));
});
