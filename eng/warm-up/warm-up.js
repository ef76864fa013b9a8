// A function that touches most of what the compiler generates; its trace warms the compiler at start.
let containerless = require('containerless');
let served = 0;
let names = ['one', 'two', 'three'];

function fib(n) {
  return n < 2 ? n : fib(n - 1) + fib(n - 2);
}

function pick(prefix) {
  let found = [];
  for (let i = 0; i < names.length; i++) {
    if (names[i].startsWith(prefix)) {
      found.push(names[i]);
    }
  }
  return found;
}

containerless.listen(function (request) {
  served++;
  let total = request.body.total || 0;
  for (let name of names) {
    total += name.length * 2;
  }
  let answer = { path: request.path, fib: fib(5), total: total, names: pick(request.path.slice(1)), served: served };
  containerless.get('data:{"a":1}', function (reply) {
    answer.reply = reply;
    containerless.respond(JSON.stringify(answer) + '\n' + `${typeof total} ${total >= 22 && served !== 0}`);
  });
});
