// An async handler answers when it comes to it.
// traced: [{"n": 2}]
// run: [{"n": 0}, {"n": 4}]
const { listen, respond } = require('containerless');

listen(async ({ body }) => {
  for (let i = 0; i < body.n; i++) await new Promise(r => setTimeout(r, 1));
  respond('after ' + body.n);
  await null;
  respond('too late');
});
