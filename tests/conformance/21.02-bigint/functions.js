// 21.2: BigInt converts and wraps.
// traced: [{"n": 300}]
const { listen, respond } = require('containerless');

listen(({ body }) => {
  respond([BigInt(body.n).toString(16), BigInt.asUintN(8, BigInt(body.n)), BigInt.asIntN(8, BigInt(body.n)), BigInt('0xff')].join(' '));
});
