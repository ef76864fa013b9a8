// Pins down recursion that goes deeper than it was traced, mutual recursion and a recursive closure.
// Compiled rows: all
let containerless = require('containerless');

function fib(n) {
  return n < 2 ? n : fib(n - 1) + fib(n - 2);
}
function isEven(n) { return n === 0 ? true : isOdd(n - 1); }
function isOdd(n) { return n === 0 ? false : isEven(n - 1); }

containerless.listen((request) => {
  const n = request.body.n;
  const factorial = function (k) { if (k <= 1) { return 1; } return k * factorial(k - 1); };
  containerless.respond(fib(n) + ' ' + isEven(n) + ' ' + factorial(n));
});
