// Pins down switch: falling through, default in the middle, strict comparison of cases, break inside a loop.
// Compiled rows: all
let containerless = require('containerless');

function kind(x) {
  let out = '';
  switch (x) {
    case 1: out += 'one ';
    case 2: out += 'two '; break;
    default: out += 'other ';
    case '1': out += 'text '; break;
    case null: return 'null';
  }
  return out;
}

containerless.listen(function (request) {
  let all = '';
  for (const x of request.body.list) {
    switch (typeof x) {
      case 'boolean': continue;
      case 'object': if (x !== null) { break; }
      default: all += kind(x);
    }
    all += '|';
  }
  containerless.respond(all);
});
