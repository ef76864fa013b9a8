// Pins down + - * / % and comparisons over every pair of simple values, coercions included.
// Compiled rows: all
let containerless = require('containerless');

containerless.listen(function (request) {
  const values = [0, -1.5, 'a', '12', '', ' 7 ', true, false, null, undefined, request.body.value];
  let out = [];
  for (const a of values) {
    for (const b of values) {
      out.push((a + b) + ',' + (a - b) + ',' + (a * b) + ',' + (a / b) + ',' + (a % b) + ',' +
        (a < b) + (a >= b) + (a == b) + (a === b));
    }
  }
  containerless.respond(out.join(';'));
});
