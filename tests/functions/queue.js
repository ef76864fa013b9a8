// Pins down an array used as a queue and as a stack, growing and shrinking in one request.
// Compiled rows: all
let containerless = require('containerless');

containerless.listen(function (request) {
  let queue = [request.body.start];
  let seen = {};
  let order = [];
  while (queue.length > 0) {
    const n = queue.shift();
    if (seen[n] || n > request.body.limit) { continue; }
    seen[n] = true;
    order.push(n);
    queue.push(n * 2, n + 3);
  }
  let stack = order.slice();
  let top = '';
  while (stack.length) { top += stack.pop() + ' '; }
  containerless.respond(order.join() + ' ' + top);
});
