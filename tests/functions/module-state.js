// Pins down state at module level: it lives from request to request, in whatever instance answers.
// Compiled rows: all
let containerless = require('containerless');

let total = 0;
let history = [];
const limits = { max: 3 };

containerless.listen(function (request) {
  total += request.body.n;
  history.push(request.body.n);
  if (history.length > limits.max) {
    history.shift();
    limits.max++;
  }
  containerless.respond(total + ' ' + history.join() + ' ' + limits.max);
});
