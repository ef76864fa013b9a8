// Pins down arithmetic in doubles over many rounds: no operation may be reordered or fused.
// Compiled rows: all
let containerless = require('containerless');

containerless.listen(function (request) {
  let x = request.body.x;
  let sum = 0;
  let r = 3.7;
  for (let i = 0; i < 200; i++) {
    x = r * x * (1 - x);
    sum += x / (i + 1) - x * x * 0.1;
  }
  containerless.respond(x + ' ' + sum + ' ' + sum % 0.3 + ' ' + Math.sqrt(x) + ' ' + (0.1 + 0.2) * request.body.x);
});
