// Timers: an error in a callback is the request's error; what is no function is refused.
// traced: [{"n": 1}, {"n": 0}]
// run: [{"n": 1}, {"n": 0}]
const { listen, respond } = require('containerless');

listen(({ body }) => {
  let refused;
  try {
    setTimeout('code', 1);
  } catch (e) {
    refused = e.name + ' ' + e.code;
  }
  setTimeout(() => {
    if (body.n) throw new Error('in timer');
    respond(String(refused));
  }, 1);
});
