// Pins down get and post to data: URLs: the callback runs later, in order, with the parsed value.
// Compiled rows: all
let containerless = require('containerless');

containerless.listen(function (request) {
  let log = ['start'];
  containerless.get('data:' + JSON.stringify(request.body), function (reply) {
    log.push('get ' + reply.n);
    containerless.post({ url: 'data:[1,2,3]', body: { ignored: true } }, function (list) {
      log.push('post ' + list.length + ' ' + list.join('+'));
      containerless.respond(log.join(', '));
    });
    log.push('after post');
  });
  log.push('after get');
});
