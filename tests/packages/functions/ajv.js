// ajv: the validator that it compiles.
let containerless = require('containerless');
let validate = require('./generated/validate');

containerless.listen(function (request) {
  let valid = validate(request.body);
  containerless.respond(JSON.stringify([valid, validate.errors]));
});
