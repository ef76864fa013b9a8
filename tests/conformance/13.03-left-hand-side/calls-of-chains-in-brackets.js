// 13.3.9: a chain in brackets ends there, but a method that it gives is called on its object.
// traced: [{"o": {"n": 1}}, {"o": null}, {"o": {"n": 2, "m": 5}}]
// run: [{"o": {"n": 3}}, {}]
const { listen, respond } = require('containerless');

listen(({ body }) => {
  const { o } = body;
  if (o && !o.m) o.m = function (...args) { return [this === o, this.n, args.length]; };
  const log = [];
  for (const work of [() => (o?.m)(), () => (o?.['m'])(1, 2), () => (o?.m)?.(), () => (o?.m).length, () => (o?.m?.())[1], () => (o?.m.x)()]) {
    try {
      log.push(work());
    } catch (e) {
      log.push(e.name + ': ' + e.message);
    }
  }
  respond(JSON.stringify(log));
});
