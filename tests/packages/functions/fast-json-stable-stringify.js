// fast-json-stable-stringify: JSON in one order.
let containerless = require('containerless');
let stringify = require('fast-json-stable-stringify');

containerless.listen(function (request) {
  containerless.respond(stringify(request.body));
});
