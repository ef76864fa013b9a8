// 6.1.6.1: whole numbers beyond int32 in the source are doubles in every operation.
// traced: [{"n": 7}]
// run: [{"n": 2}, {"n": 0.5}]
const { listen, respond } = require('containerless');

listen(({ body }) => {
  const constant = [3000000000 / 7, 4294967296 * 4294967296, 2147483648 / 2147483647, -2147483648 - 1, 9007199254740993 + 1,
    18446744073709551616 / 3, 2147483648 % 7, 3000000000 - 4000000000, -3000000000 / 7];
  const mixed = [3000000000 / body.n, body.n - 4294967296, 4294967295 * body.n, 2147483648 + body.n, 1e21 + body.n, 123456789012 / 10];
  respond(JSON.stringify([constant, mixed]));
});
