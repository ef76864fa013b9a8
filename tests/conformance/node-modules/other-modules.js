// Node's own modules: they reach the machine, which compiled code never does.
// traced: [{"s": "a/../b"}]
const { listen, respond } = require('containerless');
const path = require('node:path');

listen(({ body }) => {
  respond(path.normalize(body.s));
});
