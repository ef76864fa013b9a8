// bytes: sizes read and written.
let containerless = require('containerless');
let bytes = require('bytes');

containerless.listen(function (request) {
  let { texts, numbers, options } = request.body;
  containerless.respond(JSON.stringify([texts.map(t => bytes.parse(t)), numbers.map(n => bytes.format(n, options))]));
});
