// An error that leaves an async handler is the request's error, with its line.
// traced: [{"n": 1}, {"n": 0}, {"n": 2}]
// run: [{"n": 1}, {"n": 2}, {"n": 0}]
const { listen, respond } = require('containerless');

const check = async n => {
  await null;
  if (n === 1) throw new RangeError('from async');
  if (n === 2) return null.x;
  return 'fine';
};

listen(async ({ body }) => {
  respond(await check(body.n));
});
