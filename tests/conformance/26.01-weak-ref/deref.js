// 26.1: what a weak reference gives depends on when the engine collects garbage.
// traced: [{"n": 1}]
const { listen, respond } = require('containerless');

listen(({ body }) => {
  const kept = { n: body.n };
  respond(String(new WeakRef(kept).deref().n));
});
