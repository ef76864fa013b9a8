// Pins down lone surrogates: they stay as they are in strings and become U+FFFD only on the wire.
// Compiled rows: all
let containerless = require('containerless');

containerless.listen(function (request) {
  const s = request.body.s;
  const half = s.charAt(0);
  const glued = half + s.charAt(1);
  containerless.respond(half.length + ' ' + half.charCodeAt(0) + ' ' + glued + ' ' + half + ' ' + (glued === s));
});
