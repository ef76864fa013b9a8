// Pins down every kind of loop, with break and continue, and loops that run zero times.
// Compiled rows: all
let containerless = require('containerless');

containerless.listen(function (request) {
  let n = request.body.n;
  let out = '';
  let i = 0;
  while (i < n) { i++; if (i === 2) { continue; } if (i > 4) { break; } out += 'w' + i; }
  do { out += 'd' + i; i--; } while (i > 0);
  for (let j = 0, k = n; j < k; j++, k--) { out += 'f' + j + k; }
  for (const item of [n, n * 2, 'three']) { out += 'o' + item; }
  for (var v = 0; ; v++) { if (v >= n) { break; } }
  containerless.respond(out + v);
});
