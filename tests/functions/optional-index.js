// Pins down optional chains with computed keys and calls, and what ?? and || take for absent.
// Compiled rows: 0-1, 4
let containerless = require('containerless');

containerless.listen(function (request) {
  let body = request.body;
  let name = body.user?.name ?? 'nobody';
  let first = body.list?.[0] ?? -1;
  let upper = body.user?.name?.toUpperCase();
  containerless.respond(name + ' ' + first + ' ' + upper + ' ' + (body.zero ?? 5) + ' ' + (body.zero || 5));
});
