// classnames: lists of CSS classes.
let containerless = require('containerless');
let classNames = require('classnames');

containerless.listen(function (request) {
  containerless.respond(classNames(...request.body.args));
});
