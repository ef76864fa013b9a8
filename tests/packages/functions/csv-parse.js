// csv-parse: CSV read at once.
let containerless = require('containerless');
let { parse } = require('csv-parse/sync');

containerless.listen(function (request) {
  let { text, options } = request.body;
  containerless.respond(JSON.stringify(parse(text, options)));
});
