// marked: Markdown to HTML.
let containerless = require('containerless');
let { marked } = require('marked');

containerless.listen(function (request) {
  containerless.respond(marked.parse(request.body.text, { mangle: false, headerIds: false }));
});
