// Pins down labelled break and continue out of nested loops, and a labelled block.
// Compiled rows: all
let containerless = require('containerless');

containerless.listen(function (request) {
  const limit = request.body.limit;
  let trail = [];
  outer:
  for (let i = 0; i < 5; i++) {
    for (let j = 0; j < 5; j++) {
      if (j === 3) { continue outer; }
      if (i * j > limit) { trail.push('stop'); break outer; }
      trail.push(i * 10 + j);
    }
    trail.push('never');
  }
  block: {
    if (limit > 2) { break block; }
    trail.push('small');
  }
  containerless.respond(trail.join());
});
