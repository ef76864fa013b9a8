// Pins down the common String members, with indices out of range and negative.
// Compiled rows: all
let containerless = require('containerless');

containerless.listen(function (request) {
  const s = request.body.s;
  const i = request.body.i;
  containerless.respond([
    s.length, s.charAt(i), s.charCodeAt(i), s[i], s.indexOf('o'), s.lastIndexOf('o'), s.includes('or'),
    s.startsWith('he'), s.endsWith('d'), s.slice(i), s.slice(-i, -1), s.substring(i, 2), s.toUpperCase(),
    s.toLowerCase(), s.trim() + '.', s.split(' ').length, s.split('').join('-'), s.repeat(2), s.padStart(8, '*'),
    s.padEnd(8, 'ab'), s.concat('!', i), s.replace('o', '0')
  ].join('|'));
});
