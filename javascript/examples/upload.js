// Stores the body of the request as a file.
let containerless = require('containerless');

let store = process.env.STORE_URL || 'http://localhost:7999';

containerless.listen(function (request) {
  containerless.post({ url: store + '/upload', body: request.body }, function (reply) {
    if (reply === undefined) {
      containerless.respond('Upload failed.\n');
    } else {
      containerless.respond(reply.body);
    }
  });
});
