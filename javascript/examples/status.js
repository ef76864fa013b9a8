// Sets the state of the latest commit, as a continuous integration service would.
let containerless = require('containerless');

let store = process.env.STORE_URL || 'http://localhost:7999';
let shaLength = 40;

containerless.listen(function (request) {
  let body = request.body;
  if (typeof body.state !== 'string' || typeof body.context !== 'string' || typeof body.description !== 'string') {
    containerless.respond('A state, a context and a description are needed, all strings.\n');
    return;
  }

  containerless.get(store + '/status', function (commit) {
    if (commit === undefined || commit.sha === undefined) {
      containerless.respond('There is no commit.\n');
      return;
    }
    if (commit.sha.length !== shaLength) {
      containerless.respond('The commit has a bad sha.\n');
      return;
    }
    let update = { sha: commit.sha, state: body.state, context: body.context, description: body.description };
    containerless.post({ url: store + '/status', body: update }, function (reply) {
      if (reply === undefined) {
        containerless.respond('The state was not set.\n');
      } else {
        containerless.respond(reply.body);
      }
    });
  });
});
