// uuid: identifiers parsed, checked, and named.
let containerless = require('containerless');
let uuid = require('uuid');

containerless.listen(function (request) {
  let { ids, names } = request.body;
  containerless.respond(JSON.stringify([
    ids.map(id => uuid.validate(id)),
    ids.filter(id => uuid.validate(id)).map(id => [uuid.version(id), Array.from(uuid.parse(id)), uuid.stringify(uuid.parse(id))]),
  ]));
});
