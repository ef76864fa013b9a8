// Captured variables, a scope per iteration, a function called by name, one that escapes.
let containerless = require('containerless');
let total = 0;

function add(n) {
  total += n;
  return total;
}

containerless.listen(function (request) {
  let getters = [];
  for (let i = 0; i < 3; i++) {
    getters.push(function () { return i * 10; });
  }
  let sum = 0;
  for (let get of getters) {
    sum += get();
  }
  containerless.respond(add(sum) + ' ' + request.path);
});
