// The line is where the error was made, not where it was thrown.
// traced: [{"n": 1}, {"n": 2}]
const { listen, respond } = require('containerless');

const make = n => {
  const e = new Error('made early ' + n);

  return e;
};
const kept = make('top level');

listen(({ body }) => {
  if (body.n === 2) throw kept;
  const e = make(body.n);

  throw e;
});
