// 13.3.10: import() loads a module while the program runs.
// traced: [{"s": "a"}]
const { listen, respond } = require('containerless');

listen(({ body }) => {
  import('node:path').then(path => respond(path.posix.join(body.s, 'b')));
});
