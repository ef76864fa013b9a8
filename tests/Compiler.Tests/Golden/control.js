// Loops, labels, switch, what the kernel cannot express, a variable that may be used too early.
let containerless = require('containerless');

containerless.listen(function (request) {
  let found = -1;
  outer: for (let y = 0; y < 4; y++) {
    for (let x = 0; x < 4; x++) {
      if (x === y) continue outer;
      if (x + y > 4) { found = x; break outer; }
    }
  }
  let n = request.body.n;
  do { n -= 1; } while (n > 2);
  let word;
  switch (n) {
    case 1: word = 'one';
    case 2: word = 'two'; break;
    default: word = 'many';
  }
  if (request.path === '/regex') {
    word = word.replace(/o/, '0');
  }
  let late = function () { return early; };
  let early = 5;
  containerless.respond(`${found} ${n} ${word} ${late()}`);
});
