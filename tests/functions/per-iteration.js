// Pins down the fresh copy of let in each round of a loop that closures capture; var has one for all.
// Compiled rows: all
let containerless = require('containerless');

containerless.listen(function (request) {
  let fns = [];
  for (let i = 0; i < request.body.n; i++) {
    fns.push(() => i);
    if (i === 1) { fns.push(() => { i += 10; return i; }); }
  }
  var shared = [];
  for (var j = 0; j < 2; j++) { shared.push(() => j); }
  for (const k of ['x', 'y']) { shared.push(() => k); }
  let w = 0;
  while (w < 2) { let inner = w * 2; shared.push(() => inner); w++; }
  containerless.respond(fns.map((f) => f()).join() + ' ' + shared.map((f) => f()).join());
});
