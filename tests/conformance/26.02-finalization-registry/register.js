// 26.2: a FinalizationRegistry is told when objects are gone.
// traced: [{"n": 1}]
const { listen, respond } = require('containerless');

listen(({ body }) => {
  const registry = new FinalizationRegistry(() => {});
  respond(String(registry.register({}, body.n)) + registry.unregister({}));
});
