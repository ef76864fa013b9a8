// Pins down work after the answer: callbacks still run, change module state, and may reach code never traced.
// Compiled rows: all
let containerless = require('containerless');

let done = [];

containerless.listen(function (request) {
  containerless.respond('before: ' + done.join());
  containerless.get('data:' + JSON.stringify(request.body), function (reply) {
    if (reply.twice) {
      done.push(reply.name + reply.name);
    } else {
      done.push(reply.name);
    }
  });
});
