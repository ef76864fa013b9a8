// handlebars: its runtime with a compiled template.
let containerless = require('containerless');
let Handlebars = require('handlebars/runtime');

let template = Handlebars.template(require('./generated/greeting'));

containerless.listen(function (request) {
  containerless.respond(template(request.body));
});
