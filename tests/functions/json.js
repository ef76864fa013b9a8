// Pins down JSON.stringify and JSON.parse: escapes, nesting, indentation, what is left out.
// Compiled rows: all
let containerless = require('containerless');

containerless.listen(function (request) {
  const copy = JSON.parse(JSON.stringify(request.body));
  copy.extra = { n: -0, u: undefined, f: function () {}, nan: 0 / 0, list: [undefined, null, 1e21] };
  containerless.respond(JSON.stringify(copy) + JSON.stringify(request.body, null, 2) + JSON.stringify('é"\n'));
});
