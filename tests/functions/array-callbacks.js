// Pins down map, filter, reduce, forEach, some, every, find, findIndex: arguments, order and early exit.
// Compiled rows: 0-1, 3
let containerless = require('containerless');

containerless.listen(function (request) {
  const a = request.body.a;
  let visited = 0;
  const doubled = a.map((x, i) => x * 2 + i);
  const even = a.filter(function (x) { return x % 2 === 0; });
  const sum = a.reduce((total, x) => total + x, 0);
  a.forEach((x, i, whole) => { visited += whole.length + i; });
  const any = a.some((x) => { visited++; return x > 2; });
  const all = a.every((x) => x >= 0);
  const found = a.find((x) => x > 1);
  const where = a.findIndex((x) => x > 100);
  containerless.respond([doubled, even, sum, visited, any, all, found, where].join(' '));
});
