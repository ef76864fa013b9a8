// 21.1.3.4: toLocaleString in the default locale of the pinned Node.
// traced: [{"n": 1234567.891}]
// run: [{"n": 0}, {"n": -1000}]
const { listen, respond } = require('containerless');

listen(({ body }) => {
  respond(body.n.toLocaleString());
});
