// slugify: titles made into slugs.
let containerless = require('containerless');
let slugify = require('slugify');

containerless.listen(function (request) {
  let { texts, options } = request.body;
  containerless.respond(JSON.stringify(texts.map(t => slugify(t, options))));
});
