// Pins down globals that nobody declared or that are not implemented: typeof sees them as Node does.
// Compiled rows: all
let containerless = require('containerless');

containerless.listen(function (request) {
  if (request.body.look) {
    containerless.respond(typeof notDeclared + ' ' + typeof setTimeout + ' ' + typeof Symbol + ' ' + typeof globalThis);
  } else {
    containerless.respond('nothing to see');
  }
});
