// A rejection that is handled in the same turn is no error.
// traced: [{"n": 1}]
// run: [{"n": 2}]
const { listen, respond } = require('containerless');

listen(({ body }) => {
  const p = Promise.reject(new Error('late ' + body.n));
  Promise.resolve().then(() => Promise.resolve()).then(() => p.catch(e => respond(e.message)));
});
