// Pins down integers that leave the range of int32 in loops that were traced with small ones.
// Compiled rows: all
let containerless = require('containerless');

containerless.listen(function (request) {
  let sum = 0;
  let product = 1;
  let hash = 0;
  for (let i = 1; i <= request.body.n; i++) {
    sum += i * i * i;
    product *= i;
    hash = (hash * 31 + i) | 0;
  }
  containerless.respond(sum + ' ' + product + ' ' + hash + ' ' + -sum + ' ' + (sum - 1) % 7);
});
