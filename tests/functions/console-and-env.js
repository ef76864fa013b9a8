// Pins down that console output never reaches the answer, and that process.env shows the configured environment.
// Compiled rows: all
let containerless = require('containerless');

containerless.listen(function (request) {
  console.log('request', request.path);
  console.error('twice', 2);
  containerless.respond((process.env.GREETING || 'none') + ' ' + typeof process.env.PATH);
});
