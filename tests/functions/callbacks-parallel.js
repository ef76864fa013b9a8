// Pins down several calls in flight at once: their callbacks come in order for data: URLs, and share state.
// Compiled rows: all
let containerless = require('containerless');

containerless.listen(function (request) {
  let pending = 0;
  let results = [];
  for (let i = 0; i < request.body.n; i++) {
    pending++;
    containerless.get('data:{"i":' + i + '}', (reply) => {
      results.push(reply.i * 10);
      pending--;
      if (pending === 0) { containerless.respond(results.join()); }
    });
  }
  if (pending === 0) { containerless.respond('none'); }
});
