// Pins down branches that the trace never saw: in if, ?:, &&, a loop body, a function, a switch case.
// Compiled rows: 0, 7
let containerless = require('containerless');

function never(x) { return 'never ' + x; }

containerless.listen(function (request) {
  const b = request.body;
  let out = b.kind === 'a' ? 'A' : b.kind === 'b' ? 'B' : 'other';
  if (b.deep) { if (b.deeper) { out += never(b.deeper); } else { out += 'deep'; } }
  out += (b.flag && 'flag') || '';
  while (b.times > 0) { out += '.'; b.times--; }
  switch (b.kind) {
    case 'a': out += '1'; break;
    case 'c': out += '3'; break;
  }
  containerless.respond(out);
});
