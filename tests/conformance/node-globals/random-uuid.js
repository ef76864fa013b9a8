// crypto: the machine's randomness.
// traced: [{"n": 1}]
const { listen, respond } = require('containerless');

listen(({ body }) => {
  respond(crypto.randomUUID().length + body.n + '');
});
