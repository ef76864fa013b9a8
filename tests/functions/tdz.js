// Pins down the temporal dead zone and hoisting: functions and var are there early, let is not.
// Compiled rows: 0, 2
let containerless = require('containerless');

containerless.listen(function (request) {
  let out = typeof early() + ' ' + hoisted;
  var hoisted = 'set';
  function early() { return 'early'; }
  if (request.body.touch) {
    try {
      out += later;
    } catch (error) {
      out += ' ' + error.name;
    }
  }
  let later = 'later';
  containerless.respond(out + ' ' + hoisted + ' ' + later);
});
