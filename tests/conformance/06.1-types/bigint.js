// 6.1.6.2: integers of any size, of a type of their own.
// traced: [{"n": 30}]
const { listen, respond } = require('containerless');

listen(({ body }) => {
  const n = BigInt(body.n);
  respond([typeof n, n ** 10n, n / 7n, -n % 7n, 1n << n, n == body.n, n < 31, String(0n === 0n)].join(' '));
});
