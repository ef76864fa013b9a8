// 20.5: an error says what was called: of expressions V8 prints what it parsed, of a choice only that there are three parts.
// traced: [{"b": true, "n": 5}, {"b": false, "n": 1}]
// run: [{"b": false, "n": 7}, {"b": true, "n": 0}]
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
  const { n } = body;
  attempt(() => (body.b ? n : body.n).search(/x/));
  attempt(() => (n + 1).slice());
  attempt(() => (1 + 2 + n + 3).slice());
  attempt(() => (n !== 1 && -n).slice());
  attempt(() => `n is ${n}${body.b ? 1 : 2}`.push());
  attempt(() => [n, ...[n], , typeof n].get());
  attempt(() => ({ n, body }).get());
  attempt(() => new (body.b ? 1 : 2)());
  attempt(() => (body.b, n)());
  attempt(() => (body.m = n).slice());
  attempt(() => log[body.n](n));
  attempt(() => { const [a] = body.b ? n : body.n; return a; });
  attempt(() => { const [a] = (body.b ? n : body.n); return a; });
  respond(log.join('\n'));
});
