// ini: INI files read and written.
let containerless = require('containerless');
let ini = require('ini');

containerless.listen(function (request) {
  let parsed = ini.parse(request.body.text);
  containerless.respond(JSON.stringify([parsed, ini.stringify(parsed)]));
});
