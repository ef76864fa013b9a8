// 13.5.1.2: delete of a name that nothing declares is true in sloppy code.
// traced: [{"n": 1}]
const { listen, respond } = require('containerless');

listen(({ body }) => {
  respond(String(delete nowhere) + typeof nowhere + body.n);
});
