// The library refuses what is no callback.
// traced: [{"f": 5}]
// run: [{"f": "s"}]
const containerless = require('containerless');

containerless.listen(({ body }) => {
  const log = [];
  for (const work of [() => containerless.get('data:1', body.f), () => containerless.post({ url: 'data:1' }, body.f), () => containerless.listen(body.f)]) {
    try {
      work();
      log.push('fine');
    } catch (e) {
      log.push(e.name + ': ' + e.message);
    }
  }
  containerless.respond(log.join('; '));
});
