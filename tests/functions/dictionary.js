// Pins down an object used as a dictionary with keys from the input, the unlucky names included.
// Compiled rows: all
let containerless = require('containerless');

containerless.listen(function (request) {
  let counts = {};
  for (const word of request.body.text.split(' ')) {
    if (Object.prototype.hasOwnProperty.call(counts, word)) {
      counts[word] += 1;
    } else {
      counts[word] = 1;
    }
  }
  containerless.respond(JSON.stringify(counts));
});
