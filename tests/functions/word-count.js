// Pins down an object whose keys come from the input, tested by reading them: inherited names are found there too.
// Compiled rows: all
let containerless = require('containerless');

containerless.listen(function (request) {
  let counts = {};
  let longest = '';
  for (const word of request.body.text.split(' ')) {
    counts[word] = (counts[word] || 0) + 1;
    if (word.length > longest.length) { longest = word; }
  }
  let lines = Object.keys(counts).map((word) => word + '=' + counts[word]);
  containerless.respond(lines.join('\n') + '\n' + longest);
});
