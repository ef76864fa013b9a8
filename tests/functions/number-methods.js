// Pins down toString with a radix, toFixed, Number(), parseInt, parseFloat, isNaN, isFinite, isInteger.
// Compiled rows: all
let containerless = require('containerless');

containerless.listen(function (request) {
  const text = request.body.text;
  const n = Number(text);
  containerless.respond([
    n, parseInt(text), parseInt(text, 16), parseFloat(text), isNaN(text), isFinite(n), Number.isInteger(n),
    n.toString(), n.toFixed(2), (255).toString(16), (n | 0).toString(2)
  ].join(' '));
});
