// Pins down how numbers print: shortest digits, exponents, -0, NaN, infinities, integers near 2^53.
// Compiled rows: all
let containerless = require('containerless');

containerless.listen(function (request) {
  let out = [];
  for (const n of request.body.numbers) {
    out.push(n + ' ' + -n + ' ' + n / 3 + ' ' + n * 1e10 + ' ' + 1 / n + ' ' + [n] + ' ' + JSON.stringify({ n }));
  }
  containerless.respond(out.join('\n'));
});
