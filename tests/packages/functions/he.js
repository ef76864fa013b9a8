// he: HTML entities.
let containerless = require('containerless');
let he = require('he');

containerless.listen(function (request) {
  let { texts } = request.body;
  containerless.respond(JSON.stringify([texts.map(t => he.encode(t)), texts.map(t => he.decode(t)), texts.map(t => he.escape(t)), texts.map(t => he.encode(t, { useNamedReferences: true }))]));
});
