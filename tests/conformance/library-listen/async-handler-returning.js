// What a handler returns is dropped; a promise it returns is watched for errors only.
// traced: [{"n": 0}, {"n": 1}]
// run: [{"n": 0}, {"n": 1}]
const { listen, respond } = require('containerless');

listen(async ({ body }) => {
  if (body.n) {
    respond('answered');
    return 'dropped';
  }
  return 'not an answer';
});
