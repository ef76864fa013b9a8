// json5: JSON5 read and written.
let containerless = require('containerless');
let JSON5 = require('json5');

containerless.listen(function (request) {
  let { text, value } = request.body;
  let result;
  try {
    result = JSON5.parse(text);
  } catch (error) {
    result = error.name;
  }
  containerless.respond(JSON.stringify([result, JSON5.stringify(value), JSON5.stringify(value, null, 2)]));
});
