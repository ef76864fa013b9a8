// Pins down that an instance whose request was aborted is not used again: its module state may be half written.
// Compiled rows: 0-1, 3-4, 6
let containerless = require('containerless');

let served = 0;

containerless.listen(function (request) {
  served++;
  if (request.body.rare) {
    served += 100;
    containerless.respond('rare ' + served);
    return;
  }
  containerless.respond('usual ' + served);
});
