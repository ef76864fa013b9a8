// camelcase: words joined.
let containerless = require('containerless');
let camelCase = require('camelcase');

containerless.listen(function (request) {
  containerless.respond(JSON.stringify(request.body.texts.map(t => [camelCase(t), camelCase(t, { pascalCase: true })])));
});
