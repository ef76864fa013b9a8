// An error after the answer does not change the answer.
// traced: [{"n": 1}, {"n": 0}]
// run: [{"n": 1}]
const { listen, respond } = require('containerless');

listen(({ body }) => {
  respond('answered');
  if (body.n) throw new Error('too late');
});
