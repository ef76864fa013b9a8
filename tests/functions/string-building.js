// Pins down a long string built a piece at a time, read while it is built, and kept from request to request.
// Compiled rows: all
let containerless = require('containerless');

let last = '';

containerless.listen(function (request) {
  let s = '';
  for (let i = 0; i < request.body.n; i++) {
    s += i % 10;
    if (i % 7 === 0) { s = s + '-' + s.length; }
  }
  let head = s.slice(0, 20);
  let check = 0;
  for (let i = 0; i < s.length; i++) { check = (check * 33 + s.charCodeAt(i)) % 1000003; }
  containerless.respond(head + ' ' + s.length + ' ' + check + ' ' + (s === last) + ' ' + (s > last));
  last = s;
});
