// qs: query strings parsed and made.
let containerless = require('containerless');
let qs = require('qs');

containerless.listen(function (request) {
  let { text, value, options } = request.body;
  containerless.respond(JSON.stringify([qs.parse(text, options), qs.stringify(value, options)]));
});
