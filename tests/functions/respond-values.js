// Pins down respond: it sends '' + value, and the first answer of a request wins.
// Compiled rows: all
let containerless = require('containerless');

containerless.listen(function (request) {
  containerless.respond(request.body.value);
  containerless.respond('second');
});
