// The library answers an uncaught error with its name, message and line.
// traced: [{"k": 1}, {"k": 2}, {"k": 3}, {"k": 0}]
// run: [{"k": 1}, {"k": 0}, {"k": 3}]
const { listen, respond } = require('containerless');

function deep(k) {
  if (k === 1) throw new TypeError('typed');
  if (k === 2) return null.member;
  if (k === 3) {
    const e = new Error('custom');
    e.name = 'Custom';
    throw e;
  }
  return 'fine';
}

listen(({ body }) => {
  respond(deep(body.k));
});
