// Pins down functions as values: compose, curry, a table of functions, a function that takes itself.
// Compiled rows: 0, 3
let containerless = require('containerless');

const add = (a) => (b) => a + b;
const compose = (f, g) => (x) => f(g(x));
const table = { inc: add(1), double: (x) => x * 2, greet: (x) => 'hi ' + x };

containerless.listen(function (request) {
  let value = request.body.value;
  for (const name of request.body.steps) {
    value = table[name](value);
  }
  const both = compose(table.inc, table.double);
  const y = (self, n) => n === 0 ? 0 : n + self(self, n - 1);
  containerless.respond(value + ' ' + both(request.body.value) + ' ' + y(y, 5));
});
