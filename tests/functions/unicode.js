// Pins down strings as UTF-16: surrogate pairs, iteration by code point, case mapping beyond ASCII.
// Compiled rows: all
let containerless = require('containerless');

containerless.listen(function (request) {
  const s = request.body.s;
  let points = 0;
  let reversed = '';
  for (const c of s) { points++; reversed = c + reversed; }
  containerless.respond(s.length + ' ' + points + ' ' + reversed + ' ' + s.toUpperCase() + ' ' + s.toLowerCase() +
    ' ' + s.charCodeAt(0) + ' ' + JSON.stringify(s) + ' ' + (s < 'é'));
});
