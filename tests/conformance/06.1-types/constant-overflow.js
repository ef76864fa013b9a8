// 6.1.6.1: sums and differences of literals that leave the range of int32.
// traced: [{"n": 1}]
// run: [{"n": 2}]
const { listen, respond } = require('containerless');

listen(({ body }) => {
  const sums = [2147483647 + 1, -2147483648 - 1, -2147483648 + -2147483648, (true ? 2147483647 : 0) + 1, 2147483647 + 1 - 1];
  const wrapped = [(2147483647 + 1) | 0, 2147483647 + 1 > 0, [1].indexOf(-2147483648 + -2147483648)];
  let n = 2147483647 + 1;
  n += body.n;
  respond(JSON.stringify([sums, wrapped, n]));
});
