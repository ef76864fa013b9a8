// Pins down a recursion of some thousand frames: it must neither crash the host nor change the answer; near the end of Node's stack compiled code gives up.
// Compiled rows: 0-2
let containerless = require('containerless');

function depth(n) {
  if (n === 0) { return 0; }
  return 1 + depth(n - 1);
}

containerless.listen(function (request) {
  containerless.respond('' + depth(request.body.n));
});
