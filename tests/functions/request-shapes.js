// Pins down what the function gets: raw path, query with repeated names, bodies of every kind.
// Compiled rows: all
let containerless = require('containerless');

containerless.listen(function (request) {
  containerless.respond(request.path + ' ' + JSON.stringify(request.query) + ' ' + typeof request.body + ' ' +
    JSON.stringify(request.body));
});
