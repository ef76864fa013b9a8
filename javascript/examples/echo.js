// Answers with the body of the request.
let containerless = require('containerless');

containerless.listen(function (request) {
  containerless.respond(JSON.stringify(request.body));
});
