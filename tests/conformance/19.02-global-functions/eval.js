// 19.2.1: eval runs text as code, which no trace can know.
// traced: [{"n": 1}]
const { listen, respond } = require('containerless');

listen(({ body }) => {
  const n = body.n;
  respond(String(eval('n + 1')) + (0, eval)('typeof n'));
});
