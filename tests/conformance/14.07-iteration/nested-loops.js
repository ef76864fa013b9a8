// 14.7: loops in loops with shared and own variables.
// traced: [{"n": 4}]
// run: [{"n": 7}, {"n": 1}]
const { listen, respond } = require('containerless');

listen(({ body }) => {
  const rows = [];
  for (let i = 1; i <= body.n; i++) {
    let row = '';
    for (let j = 1; j <= i; j++) {
      let k = j;
      while (k > 1) k = k % 2 ? 3 * k + 1 : k / 2;
      row += i * j + k - 1 + ' ';
    }
    rows.push(row.trim());
  }
  respond(rows.join('|'));
});
