// cookie: cookies read and written.
let containerless = require('containerless');
let cookie = require('cookie');

containerless.listen(function (request) {
  let { header, name, value, options } = request.body;
  containerless.respond(JSON.stringify([cookie.parse(header), cookie.serialize(name, value, options)]));
});
