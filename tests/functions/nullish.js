// Pins down ??, ?. and optional calls.
// Compiled rows: 0-1, 4
let containerless = require('containerless');

containerless.listen(function (request) {
  let body = request.body;
  let name = body.user?.name ?? 'nobody';
  let count = body.list?.length ?? -1;
  let upper = body.user?.name?.toUpperCase();
  containerless.respond(name + ' ' + count + ' ' + upper + ' ' + (body.zero ?? 5) + ' ' + (body.zero || 5));
});
