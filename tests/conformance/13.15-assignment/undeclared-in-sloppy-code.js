// 9.1.1.4, 13.15.2: in sloppy code an assignment to an undeclared name makes a global.
// traced: [{"n": 1}, {"n": 2}]
const { listen, respond } = require('containerless');

listen(({ body }) => {
  const before = typeof total;
  total = body.n;
  respond(before + total + globalThis.total);
});
