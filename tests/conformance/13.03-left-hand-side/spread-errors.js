// 13.3.8: what is said of a value that a call, an array or new cannot spread.
// traced: [{"v": 5}, {"v": null}, {"v": [1, 2]}, {"v": "x"}]
// run: [{}, {"v": {"length": 1}}, {"v": true}, {"v": "ab"}]
const { listen, respond } = require('containerless');

listen(({ body }) => {
  const { v } = body;
  const f = (...all) => all.length;
  const o = { f };
  const log = [];
  const works = [() => f(...v), () => f(1, ...v), () => f(...v, 1), () => f(...[0], ...v), () => o.f(...body.v), () => o?.f(...v),
    () => new Set(...v).size, () => [...v].length, () => [0, ...body.v].length, () => Math.max(...f(...[])), () => f(...body.missing),
    () => { const [a] = v; return a; }, () => { const [a] = body.v; return a; }, () => { let a; [a] = v; return a; },
    () => { for (const a of v) return a; }, () => { for (const a of body.v) return a; }, () => { for (const [a] of [v]) return a; },
    () => { const [[a]] = [v]; return a; }, () => (([a]) => a)(v), () => { const [a] = f(); return a; }];
  for (const work of works) {
    try {
      log.push(work());
    } catch (e) {
      log.push(e.name + ': ' + e.message);
    }
  }
  respond(JSON.stringify(log));
});
