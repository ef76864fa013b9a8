// A rejection that nothing handles is the request's error.
// traced: [{"n": 1}, {"n": 0}]
// run: [{"n": 1}, {"n": 2}]
const { listen, respond } = require('containerless');

listen(({ body }) => {
  const p = body.n ? Promise.reject(new RangeError('unhandled ' + body.n)) : Promise.resolve('fine');
  p.then(v => respond(v));
});
