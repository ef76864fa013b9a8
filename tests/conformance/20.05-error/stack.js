// Not in ECMA-262: the stack of an error, which names frames that compiled code does not have.
// traced: [{"m": "message"}]
const { listen, respond } = require('containerless');

listen(({ body }) => {
  respond(new Error(body.m).stack.split('\n')[0]);
});
