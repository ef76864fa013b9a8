// Pins down holes of arrays: length, join, in, and methods that skip them.
// Compiled rows: all
let containerless = require('containerless');

containerless.listen(function (request) {
  let a = [1, , 3];
  a[request.body.i] = 'new';
  let count = 0;
  a.forEach(() => { count++; });
  containerless.respond([a.length, count, 1 in a, 0 in a, a.join(), a.indexOf(undefined), JSON.stringify(a)].join(' '));
});
