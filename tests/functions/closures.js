// Pins down closures over mutable variables: two counters made by one function keep their own state,
// and several closures share one variable.
// Compiled rows: all
let containerless = require('containerless');

function makeCounter(step) {
  let count = 0;
  return {
    up: function () { count += step; return count; },
    reset: () => { let old = count; count = 0; return old; }
  };
}

containerless.listen(function (request) {
  let a = makeCounter(1);
  let b = makeCounter(request.body.step);
  a.up(); a.up(); b.up();
  let shared = [];
  for (let i = 0; i < 3; i++) {
    shared.push(b.up() + ':' + a.up());
  }
  containerless.respond(shared.join(' ') + ' ' + a.reset() + ' ' + a.up() + ' ' + b.reset());
});
