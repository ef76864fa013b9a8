// 20.1: what a function adds to a builtin's prototype, everything that runs afterwards sees.
// traced: [{"a": [1, 2]}]
const { listen, respond } = require('containerless');

listen(({ body }) => {
  Array.prototype.last = function () { return this[this.length - 1]; };
  const last = body.a.last();
  delete Array.prototype.last;
  respond(String(last));
});
