// Pins down a function that does not answer: 500 with the error name NoResponse, in every tier.
// Compiled rows: all
let containerless = require('containerless');

containerless.listen(function (request) {
  if (request.body.answer) {
    containerless.respond('here');
  }
});
