// Pins down arrays of arrays of numbers: products with integers, then with fractions.
// Compiled rows: 0-3
let containerless = require('containerless');

function multiply(a, b) {
  let n = a.length;
  let c = [];
  for (let i = 0; i < n; i++) {
    let row = [];
    for (let j = 0; j < n; j++) {
      let sum = 0;
      for (let k = 0; k < n; k++) { sum += a[i][k] * b[k][j]; }
      row.push(sum);
    }
    c.push(row);
  }
  return c;
}

containerless.listen(function (request) {
  const m = request.body.m;
  containerless.respond(JSON.stringify(multiply(m, multiply(m, m))));
});
