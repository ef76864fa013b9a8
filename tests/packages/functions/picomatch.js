// picomatch: globs.
let containerless = require('containerless');
let picomatch = require('picomatch/posix');

containerless.listen(function (request) {
  let { glob, paths } = request.body;
  let match = picomatch(glob);
  containerless.respond(JSON.stringify(paths.map(p => match(p))));
});
