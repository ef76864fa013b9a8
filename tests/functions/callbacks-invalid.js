// Pins down data: URLs that are not JSON: the callback gets undefined.
// Compiled rows: all
let containerless = require('containerless');

containerless.listen(function (request) {
  containerless.get('data:' + request.body.text, function (reply) {
    containerless.respond(reply === undefined ? 'undefined' : typeof reply + ' ' + reply);
  });
});
