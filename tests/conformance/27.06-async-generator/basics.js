// 27.6: an async generator awaits and yields.
// traced: [{"n": 3}]
const { listen, respond } = require('containerless');

listen(({ body }) => {
  async function* numbers(n) {
    for (let i = 0; i < n; i++) yield await Promise.resolve(i);
  }
  const all = [];
  const it = numbers(body.n);
  const next = () => it.next().then(({ value, done }) => {
    if (done) return respond(all.join());
    all.push(value);
    return next();
  });
  next();
});
