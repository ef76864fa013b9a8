// content-type: header values.
let containerless = require('containerless');
let contentType = require('content-type');

containerless.listen(function (request) {
  let result;
  try {
    result = contentType.parse(request.body.text);
  } catch (error) {
    result = { error: error.message };
  }
  containerless.respond(JSON.stringify([result.type, result.parameters, result.error, contentType.format({ type: 'text/html', parameters: request.body.parameters })]));
});
