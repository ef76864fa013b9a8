// B.3.1: a function declaration may have a label in sloppy code.
// traced: [{"n": 1}]
const { listen, respond } = require('containerless');

listen(({ body }) => {
  again: function twice(n) { return 2 * n; }
  respond(String(twice(body.n)));
});
