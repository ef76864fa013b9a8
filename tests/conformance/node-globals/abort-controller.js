// AbortController, AbortSignal and events.
// traced: [{"s": "why"}]
const { listen, respond } = require('containerless');

listen(({ body }) => {
  const controller = new AbortController();
  const seen = [];
  controller.signal.addEventListener('abort', event => seen.push(event.type));
  controller.abort(body.s);
  respond([controller.signal.aborted, controller.signal.reason, seen].join(' '));
});
