// fast-deep-equal: values compared.
let containerless = require('containerless');
let equal = require('fast-deep-equal');

containerless.listen(function (request) {
  let { pairs } = request.body;
  containerless.respond(JSON.stringify(pairs.map(([a, b]) => equal(a, b))));
});
