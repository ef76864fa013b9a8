// Says hello, in words that tell who is serving.
let containerless = require('containerless');

containerless.listen(function (request) {
  containerless.hello();
});
