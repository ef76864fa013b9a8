// Pins down shadowing: parameters, blocks, functions in blocks, and a closure that sees the right one.
// Compiled rows: all
let containerless = require('containerless');

let x = 'module';
function outer(x) {
  let seen = [x];
  {
    let x = 'block';
    seen.push(x);
    for (let x = 0; x < 1; x++) { seen.push(x); }
    (function (x) { seen.push(x); x = 'changed'; seen.push(x); })('argument');
    seen.push(x);
  }
  seen.push(x);
  return seen;
}

containerless.listen(function (request) {
  let path = request.path;
  containerless.respond(outer(path).join() + ',' + x);
});
