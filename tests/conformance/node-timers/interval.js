// setInterval calls until it is cleared.
// traced: [{"n": 3}]
const { listen, respond } = require('containerless');

listen(({ body }) => {
  let calls = 0;
  const timer = setInterval(() => {
    calls++;
    if (calls === body.n) {
      clearInterval(timer);
      respond(String(calls));
    }
  }, 1);
});
