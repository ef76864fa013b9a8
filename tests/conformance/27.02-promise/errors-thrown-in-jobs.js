// An error thrown in a queued job is the request's error.
// traced: [{"n": 1}, {"n": 0}]
// run: [{"n": 1}]
const { listen, respond } = require('containerless');

listen(({ body }) => {
  queueMicrotask(() => {
    if (body.n) throw new TypeError('in a job');
    respond('fine');
  });
});
