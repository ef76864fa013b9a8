// Pins down the end of the stack: JavaScript catches a RangeError, whatever tier the request ends in.
// Compiled rows: 0, 2
let containerless = require('containerless');

function down(n) {
  return n === 0 ? 0 : 1 + down(n - 1);
}

containerless.listen(function (request) {
  let answer;
  try {
    answer = down(request.body.n);
  } catch (error) {
    answer = error.name;
  }
  containerless.respond(answer);
});
