// mustache: templates rendered.
let containerless = require('containerless');
let Mustache = require('mustache');

containerless.listen(function (request) {
  let { template, view, partials } = request.body;
  containerless.respond(Mustache.render(template, view, partials));
});
