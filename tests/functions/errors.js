// Pins down uncaught errors: 500 with name, message and the line in the source.
// Compiled rows: 0-1, 3-4
let containerless = require('containerless');

function parse(text) {
  if (text === 'throw') {
    throw new TypeError('bad ' + text);
  }
  return JSON.parse(text);
}

containerless.listen(function (request) {
  containerless.respond('' + parse(request.body.text).x.y);
});
