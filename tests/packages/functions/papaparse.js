// papaparse: CSV read and written.
let containerless = require('containerless');
let Papa = require('papaparse');

containerless.listen(function (request) {
  let { text, rows, options } = request.body;
  let parsed = Papa.parse(text, options);
  containerless.respond(JSON.stringify([parsed.data, parsed.errors, parsed.meta.fields, Papa.unparse(rows)]));
});
