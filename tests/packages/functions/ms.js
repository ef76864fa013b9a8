// ms: times read and written.
let containerless = require('containerless');
let ms = require('ms');

containerless.listen(function (request) {
  let { texts, numbers } = request.body;
  containerless.respond(JSON.stringify([texts.map(t => ms(t)), numbers.map(n => ms(n)), numbers.map(n => ms(n, { long: true }))]));
});
