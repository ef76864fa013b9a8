// Pins down the order of properties: integer keys first in numeric order, then the rest as they were made.
// Compiled rows: all
let containerless = require('containerless');

containerless.listen(function (request) {
  let o = { z: 1, 10: 'ten', a: 2, 2: 'two' };
  o[request.body.key] = 'late';
  o.b = 3;
  delete o.a;
  o.a = 4;
  containerless.respond(Object.keys(o).join() + ' ' + JSON.stringify(o) + ' ' + (request.body.key in o));
});
