// escape-html: five characters.
let containerless = require('containerless');
let escapeHtml = require('escape-html');

containerless.listen(function (request) {
  containerless.respond(request.body.texts.map(escapeHtml).join('|'));
});
