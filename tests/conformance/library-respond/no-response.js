// A function that never answers gets NoResponse, once nothing is pending.
// traced: [{"n": 0}, {"n": 1}, {"n": 2}]
// run: [{"n": 0}]
const { listen, respond } = require('containerless');

listen(({ body }) => {
  if (body.n === 1) respond('answered');
  if (body.n === 2) setTimeout(() => {}, 1);
});
