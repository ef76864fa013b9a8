// An error in a callback of a builtin is uncaught like any other; state written before stays.
// traced: [{"n": 3}, {"n": 1}, {"n": 4}]
// run: [{"n": 1}]
const { listen, respond } = require('containerless');

let count = 0;

listen(({ body }) => {
  [1, 2, 3].forEach(x => {
    count++;
    if (x === body.n) throw new RangeError(`at ${x} of ${count}`);
  });
  respond('count ' + count);
});
