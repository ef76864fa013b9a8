// Pins down the common Array members without callbacks.
// Compiled rows: all
let containerless = require('containerless');

containerless.listen(function (request) {
  let a = request.body.a;
  let out = [];
  out.push(a.length, a.push('p', 'q'), a.pop(), a.shift(), a.unshift(0), a.indexOf('p'), a.includes(3));
  out.push(a.slice(1, -1).join('/'), a.concat([9], 10).length, a.splice(1, 1).length, a.length);
  out.push(a.reverse().join(), a.join('-'), Array.isArray(a), Array.isArray('a'), a.lastIndexOf('p'));
  a.length = 1;
  out.push(a.length, a[0], a[1]);
  a[3] = 'far';
  out.push(a.length, a.join('+'), '' + a);
  containerless.respond(out.join(' '));
});
