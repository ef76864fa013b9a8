// deepmerge: objects merged.
let containerless = require('containerless');
let deepmerge = require('deepmerge');

containerless.listen(function (request) {
  containerless.respond(JSON.stringify(deepmerge(request.body.a, request.body.b)));
});
