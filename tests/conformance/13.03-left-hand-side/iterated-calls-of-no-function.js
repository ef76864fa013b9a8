// 13.3.6: where the result of a call would be iterated, the TypeError about what is no function says that too.
// traced: [{"b": true, "n": [5]}]
// run: [{"b": true, "n": [7]}]
const { listen, respond } = require('containerless');

listen(({ body }) => {
  const log = [];
  const attempt = work => {
    try {
      log.push(work());
    } catch (e) {
      log.push(`${e.name}: ${e.message}`);
    }
  };
  attempt(() => [...(body.b ? body : log).map(x => x)]);
  attempt(() => [...body.n()]);
  attempt(() => { let [x] = body.zz(); return x; });
  attempt(() => { for (const x of body.n[0]()) log.push(x); });
  attempt(() => { let { n: [x] = [] } = { n: 5 }; return x; });
  respond(log.join('\n'));
});
