// Pins down a tight numeric loop over an array that it fills itself (a sieve).
// Compiled rows: all
let containerless = require('containerless');

containerless.listen(function (request) {
  const n = request.body.n;
  let composite = [];
  for (let i = 0; i <= n; i++) { composite.push(false); }
  let count = 0;
  let last = 0;
  for (let i = 2; i <= n; i++) {
    if (composite[i]) { continue; }
    count++;
    last = i;
    for (let j = i * i; j <= n; j += i) { composite[j] = true; }
  }
  containerless.respond(count + ' primes, the last is ' + last);
});
