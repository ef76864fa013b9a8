// leven: edit distance.
let containerless = require('containerless');
let leven = require('leven');

containerless.listen(function (request) {
  let { pairs } = request.body;
  containerless.respond(JSON.stringify(pairs.map(([a, b]) => leven(a, b))));
});
