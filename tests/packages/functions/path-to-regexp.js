// path-to-regexp: routes.
let containerless = require('containerless');
let { match, compile } = require('path-to-regexp');

containerless.listen(function (request) {
  let { route, paths, values } = request.body;
  let matcher = match(route);
  containerless.respond(JSON.stringify([paths.map(p => matcher(p)), compile(route)(values)]));
});
