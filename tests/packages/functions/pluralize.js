// pluralize: words in number.
let containerless = require('containerless');
let pluralize = require('pluralize');

containerless.listen(function (request) {
  containerless.respond(JSON.stringify(request.body.words.map(w => [pluralize(w), pluralize.singular(w), pluralize(w, 1, true), pluralize.isPlural(w)])));
});
